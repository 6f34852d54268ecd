import { setTimeout as waitFor } from 'node:timers/promises';
import type { Deps } from '@open-door/api/deps.ts';
import { type DueNotice, lease, type Outcome, settle } from '@open-door/api/notices/actions.ts';
import { noticeMessage } from './cards/notices/all.ts';
import type { Addressee } from './cards/parts.ts';
import { type ConversationReference, conversationReference } from './incoming.ts';
import type { Links } from './links.ts';
import type { Message } from './message.ts';
import type { Pace } from './pace.ts';
import { readableLocale } from './say.ts';
import type { Sent } from './sent.ts';

/** How many notices a run settled, and in which way. */
export type Delivery = { delivered: number; retried: number; failed: number; dropped: number };

export type Deliverer = {
  deps: Deps;
  links: Links;
  pace: Pace;
  send: (reference: ConversationReference, message: Message) => Promise<Sent>;
  /** Clock and patience of the pace, in ms; chance in [0, 1) spreads the retries. */
  clock?: () => number;
  wait?: (milliseconds: number) => Promise<unknown>;
  chance?: () => number;
};

const leasedAtOnce = 50;
/** Conversations written to at once. */
const lanes = 8;
/** The timer comes back soon; a run that goes on for longer would be counted as hanging. */
const runMilliseconds = 50_000;
/** Longer pauses are not waited for: the notice goes back in line. */
const longestPauseMilliseconds = 2_000;
/** A notice is not begun when its lease could run out before Teams has answered: that could deliver it twice. */
const reserveSeconds = 25;

/** Delivers what is due, tenant by tenant, until nothing is or the run is long enough. A tenant's fault stops only that tenant. */
export async function deliverDue(deliverer: Deliverer): Promise<Delivery> {
  const { deps, clock = Date.now } = deliverer;
  const total: Delivery = { delivered: 0, retried: 0, failed: 0, dropped: 0 };
  const endsAt = clock() + runMilliseconds;
  for (const tenantId of await deps.db.tenantIds()) {
    try {
      while (clock() < endsAt && (await deliverBatch(deliverer, tenantId, total)));
    } catch (error) {
      deps.log.error('delivery failed', { tenantId, error });
    }
  }
  if (Object.values(total).some((count) => count > 0)) deps.log.info('notices', total);
  return total;
}

/** One batch of a tenant; answers whether there may be more that is due. */
async function deliverBatch(deliverer: Deliverer, tenantId: string, total: Delivery): Promise<boolean> {
  const { due, dropped, failed, more } = await lease(deliverer.deps, tenantId, leasedAtOnce);
  total.dropped += dropped;
  total.failed += failed;
  // One conversation's notices go one after the other, so that a booking is not cancelled before it is made.
  const conversations = Map.groupBy(due, ({ personId }) => personId).values();
  const lane = async () => {
    for (const notices of conversations) await deliverTo(deliverer, tenantId, notices, total);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return more;
}

async function deliverTo(deliverer: Deliverer, tenantId: string, notices: DueNotice[], total: Delivery): Promise<void> {
  const { deps, chance = Math.random } = deliverer;
  let held: number | undefined;
  for (const due of notices) {
    const result: Outcome =
      held === undefined ? await deliverOne(deliverer, tenantId, due) : { outcome: 'postponed', seconds: held };
    if (result.outcome === 'postponed') held = result.seconds;
    // What could not be said now must not be overtaken by what comes after it.
    if (result.outcome === 'refused' && !result.final) held = result.retryAfterSeconds ?? 15;
    const state = await settle(deps, tenantId, due, result, chance());
    if (state === 'delivered') total.delivered++;
    else if (state === 'failed') total.failed++;
    else if (state === 'owed') total.retried++;
    else deps.log.warn('lease ran out', { tenantId, noticeId: due.noticeId });
  }
}

async function deliverOne(deliverer: Deliverer, tenantId: string, due: DueNotice): Promise<Outcome> {
  const { deps, links, pace, send, clock = Date.now, wait = waitFor } = deliverer;
  const reference = conversationReference.safeParse(due.reference);
  if (!reference.success) return { outcome: 'refused', failure: 'conversation-gone', final: true };
  const thread = reference.data.conversation.id;
  const pause = pace.pause(tenantId, thread, clock());
  const leaseLeft = deps.now().until(due.leasedUntil).total('seconds');
  if (pause > longestPauseMilliseconds) return { outcome: 'postponed', seconds: Math.ceil(pause / 1000) };
  if (leaseLeft < reserveSeconds) return { outcome: 'postponed', seconds: 0 };
  pace.take(tenantId, thread, clock() + pause);
  if (pause > 0) await wait(pause);

  const locale = readableLocale(due.preferredLanguage, reference.data.locale);
  const { personId, timeZone, notice } = due;
  const to = { personId, locale, timeZone: timeZone ?? 'UTC', now: deps.now(), links };
  const message = wordsFor(deliverer, due, to);
  if (!message) return { outcome: 'refused', failure: 'not-understood', final: true };
  const sent = await send(reference.data, message);
  if (sent.ok) return { outcome: 'delivered' };
  const { ok: _, error, ...refused } = sent;
  deps.log.warn('notice not delivered', { tenantId, noticeId: due.noticeId, kind: notice.kind, ...refused, error });
  return { outcome: 'refused', ...refused };
}

/** A notice that cannot be put into words for its reader must not come back with every run, before all that wait behind it. */
function wordsFor({ deps }: Deliverer, { notice, noticeId }: DueNotice, to: Addressee): Message | undefined {
  try {
    return noticeMessage(to, notice);
  } catch (error) {
    deps.log.error('notice cannot be said', { noticeId, kind: notice.kind, error });
    return undefined;
  }
}
