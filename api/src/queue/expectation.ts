import type { Temporal } from 'temporal-polyfill';
import type { Presence } from './capacity.ts';
import type { PastWait } from './patience.ts';
import type { Turn as PlaceInLine } from './policy.ts';
import type { Turn } from './service-time.ts';
import type { Ticket } from './ticket.ts';
import { estimateLine, type Programme, type Wait } from './wait.ts';

type Instant = Temporal.Instant;
type Ended<T extends { ago: number }> = Omit<T, 'ago'> & { endedAt: Instant };

/** A queue as it stands, with what its waits are learned from. */
export type Standing = {
  state: 'closed' | 'open' | 'paused' | 'closing';
  champions: readonly { personId: string; state: 'here' | 'paused'; until: Instant | null }[];
  /** Everything that lives. */
  tickets: readonly Ticket[];
  line: readonly PlaceInLine[];
  turns: readonly Ended<Turn>[];
  waits: readonly Ended<PastWait>[];
  programme: Programme;
  now: Instant;
};

export type Expectation = {
  /** Of somebody who joins behind everybody. */
  joining: Wait;
  /** Of each ticket in line, by its id. */
  waits: ReadonlyMap<string, Wait>;
};

const nobodyActive: Wait = { ok: false, reason: 'nobody-active' };

/**
 * What everybody in line, and who joins it now, has to expect. Nothing while the queue is paused; nothing for who waits
 * for a specialist, who comes from elsewhere, or for a champion who is not here.
 */
export function expectWaits(standing: Standing): Expectation {
  const { line, now, state } = standing;
  const served = state === 'paused' || state === 'closed' ? [] : line.filter((turn) => isServedHere(turn, standing));
  const minutesSince = (at: Instant) => Math.max(0, (now.epochMilliseconds - at.epochMilliseconds) / 60_000);
  const lined = served.map(({ tickets: [first] }) => ({ waited: minutesSince(first.since), topic: first.topic }));
  const found = estimateLine({
    line: [...lined, { waited: 0, topic: '' }],
    champions: state === 'paused' ? [] : standing.champions.map((champion) => presenceOf(champion, standing)),
    turns: standing.turns.map(({ endedAt, ...turn }) => ({ ...turn, ago: minutesSince(endedAt) })),
    waits: standing.waits.map(({ endedAt, ...wait }) => ({ ...wait, ago: minutesSince(endedAt) })),
    programme: standing.programme,
  });
  const waits = new Map<string, Wait>();
  for (const { tickets } of line) for (const { ticketId } of tickets) waits.set(ticketId, nobodyActive);
  for (const [nth, { tickets }] of served.entries()) {
    for (const { ticketId } of tickets) waits.set(ticketId, found[nth] ?? nobodyActive);
  }
  return { joining: found.at(-1) ?? nobodyActive, waits };
}

function isServedHere({ tickets }: PlaceInLine, { champions }: Standing): boolean {
  return tickets.some(({ waitsFor }) => {
    if (waitsFor.whom === 'champion') return champions.some(({ personId }) => personId === waitsFor.championId);
    return waitsFor.whom === 'anyone';
  });
}

/** A champion with several tickets has the turn since the first of them was called. */
function presenceOf({ personId, state, until }: Standing['champions'][number], { tickets, now }: Standing): Presence {
  const minutes = (from: Instant, to: Instant) => (to.epochMilliseconds - from.epochMilliseconds) / 60_000;
  const champion = { championId: personId, hoursLeft: until && Math.max(0, minutes(now, until)) };
  const [theirs] = tickets
    .filter((ticket) => ticket.championId === personId && (ticket.state === 'called' || ticket.state === 'claimed'))
    .sort((a, b) => a.since.epochMilliseconds - b.since.epochMilliseconds);
  if (theirs) {
    return { ...champion, state: 'busy', since: Math.max(0, minutes(theirs.since, now)), topic: theirs.topic };
  }
  return { ...champion, state: state === 'paused' ? 'paused' : 'free' };
}
