import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Checked } from './book.ts';
import { type Asker, freeBusyOf, listSeconds } from './calendar/free-busy.ts';

/** Outlook looks two months ahead in one question. */
const daysAtOnce = 60;
const longestSessionHours = 12;

/**
 * What else a mentor's calendar has from the first to the last of these starts, as far as Outlook answers in time. `fresh`
 * asks whatever is remembered, for booking.
 */
export async function calendarOfSeries(
  deps: Deps,
  asker: Asker,
  championId: string,
  starts: readonly Temporal.Instant[],
  { fresh = false } = {},
): Promise<Checked> {
  const [first, last] = [starts[0], starts.at(-1)];
  if (!first || !last || last.epochMilliseconds < deps.now().epochMilliseconds) return {};
  const until = last.add({ hours: longestSessionHours });
  const spans = [];
  for (
    let from = first;
    from.epochMilliseconds < until.epochMilliseconds;
    from = from.add({ hours: 24 * daysAtOnce })
  ) {
    const end = from.add({ hours: 24 * daysAtOnce });
    spans.push({ from, until: Temporal.Instant.compare(end, until) < 0 ? end : until });
  }
  const options = { fresh, deadlineSeconds: listSeconds };
  const answers = await Promise.all(
    spans.map((span) => freeBusyOf(deps, asker, [{ personId: championId }], span, options)),
  );
  return { calendar: answers.flatMap(({ busy }) => busy.get(championId) ?? []) };
}
