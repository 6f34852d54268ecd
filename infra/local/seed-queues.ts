import { randomBytes } from 'node:crypto';
import { shareAnswer } from '@open-door/api/answers/actions.ts';
import type { Deps } from '@open-door/api/deps.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { actOnTicket } from '@open-door/api/queue/actions/act.ts';
import { closeQueue } from '@open-door/api/queue/actions/close.ts';
import { helpAtQueue } from '@open-door/api/queue/actions/help.ts';
import { sayWhetherTicketHelped } from '@open-door/api/queue/actions/helped.ts';
import { joinQueue } from '@open-door/api/queue/actions/join.ts';
import { callNext } from '@open-door/api/queue/actions/next.ts';
import { openQueue } from '@open-door/api/queue/actions/open.ts';
import { getOwnQueue, setUpOwnQueue } from '@open-door/api/queue/actions/settings.ts';
import { queueSettings } from '@open-door/api/queue/schema/queues.ts';
import { newTicket, type TicketEventRequest } from '@open-door/api/queue/schema/tickets.ts';
import type { Temporal } from 'temporal-polyfill';
import { actorOf, mustBeDone } from './acting.ts';
import type { DemoQueues, HeldQueue, InLine, Visitor } from './demo/queues.ts';

type Somebody = { id: string; timeZone: string };

/** The product with its clock at another time. */
const at = (deps: Deps, now: Temporal.Instant): Deps => ({ ...deps, now: () => now });
const later = (from: Temporal.Instant, minutes: number) => from.add({ seconds: Math.round(minutes * 60) });

function championOf(tenantId: string, person: Somebody): Actor {
  return { ...actorOf(tenantId, person), roles: ['learner', 'champion'] };
}

/** Holds the demo's queues of the last weeks, one after the other, and shares what a champion made of one of the tickets. */
export async function seedPastQueues(deps: Deps, tenantId: string, { setUp, held, answer }: DemoQueues): Promise<void> {
  const queues = new Map<Somebody, string>();
  for (const { champion, ...settings } of setUp) {
    queues.set(champion.person, await setUpQueue(deps, tenantId, champion.person, settings));
  }
  let told: string | undefined;
  for (const queue of held) {
    const ticketIds = await holdQueue(deps, tenantId, queue, queues.get(queue.champion.person) ?? '');
    if (queue.champion === answer.champion) told = ticketIds[0];
  }
  const { champion, ...words } = answer;
  const ticketId = told === undefined ? {} : { ticketId: told };
  const yesterday = at(deps, deps.now().subtract({ hours: 24 }));
  mustBeDone(await shareAnswer(yesterday, championOf(tenantId, champion.person), { ...words, ...ticketId }));
}

/** Makes somebody's own queue and answers its id. */
async function setUpQueue(
  deps: Deps,
  tenantId: string,
  person: Somebody,
  settings: { name: string; order?: 'first-come' | 'fewer-recent-helps-first' },
): Promise<string> {
  const actor = championOf(tenantId, person);
  return mustBeDone(await setUpOwnQueue(deps, actor, queueSettings.parse(settings))).queueId;
}

/** Everybody comes when they come, and is helped in turn; answers their tickets in the order in which they were helped. */
async function holdQueue(
  deps: Deps,
  tenantId: string,
  { champion, daysAgo, hour, visitors }: HeldQueue,
  queueId: string,
): Promise<string[]> {
  const day = deps.now().toZonedDateTimeISO(champion.person.timeZone).subtract({ days: daysAgo });
  const workday = day.subtract({ days: Math.max(0, day.dayOfWeek - 5) });
  const opening = workday.withPlainTime({ hour }).toInstant();
  const then = (minute: number) => at(deps, later(opening, minute));
  const host = championOf(tenantId, champion.person);
  mustBeDone(await openQueue(then(0), host, queueId, {}));
  const coming = [...visitors];
  const here = new Map<string, Visitor>();
  const joinUntil = async (minute: number) => {
    for (let next = coming[0]; next && next.minute <= minute; next = coming[0]) {
      coming.shift();
      const wanted = newTicket.parse({ topic: next.topic, question: next.question });
      const reader = { actor: actorOf(tenantId, next.learner) };
      here.set(mustBeDone(await joinQueue(then(next.minute), reader, queueId, wanted)).ticketId, next);
    }
  };
  const helped: string[] = [];
  let minute = 0;
  while (helped.length < visitors.length) {
    const isNobodyHere = here.size === helped.length;
    if (isNobodyHere) minute = Math.max(minute, coming[0]?.minute ?? 0);
    await joinUntil(minute);
    const [called] = mustBeDone(await callNext(then(minute), host, queueId)).called;
    const visitor = here.get(called?.ticketId ?? '');
    if (!called || !visitor) throw new Error('somebody was called who did not come');
    const reader = { actor: actorOf(tenantId, visitor.learner) };
    const step = async (when: number, who: { actor: Actor }, request: TicketEventRequest) =>
      mustBeDone(await actOnTicket(then(when), who, called.ticketId, request));
    await step(minute + 0.5, reader, { does: 'ready' });
    minute += 0.5 + visitor.turnMinutes;
    await joinUntil(minute);
    await step(minute, { actor: host }, { does: 'resolve', whatHelped: visitor.whatHelped, together: true });
    const { helped: said } = visitor;
    if (said) mustBeDone(await sayWhetherTicketHelped(then(minute + 3), reader, called.ticketId, { helped: said }));
    helped.push(called.ticketId);
    minute += 0.5;
  }
  mustBeDone(await closeQueue(then(minute), host, queueId, { waiting: 'finish' }));
  return helped;
}

/**
 * Opens the demo's live queue with people in it, unless it is open already: it is closed when nobody has served it for half
 * a day. Whoever waits somewhere stays there.
 */
export async function seedLiveQueue(deps: Deps, tenantId: string, { open }: DemoQueues): Promise<void> {
  const host = championOf(tenantId, open.host.person);
  const helper = championOf(tenantId, open.helper.person);
  const { own } = await getOwnQueue(deps, host);
  const [first, ...others] = open.line;
  if (own?.state !== 'closed' || !first) return;
  const { queueId } = own;
  const ago = (minutes: number) => at(deps, later(deps.now(), -minutes));
  const until = deps.now().add({ hours: 3 }).toString();
  mustBeDone(await openQueue(ago(first.minutesAgo + 5), host, queueId, { note: open.note, until }));
  mustBeDone(await helpAtQueue(ago(first.minutesAgo + 2), helper, queueId, {}));
  const ticketId = await comeTo(deps, tenantId, queueId, first);
  const calling = ago(first.minutesAgo - 1);
  if (ticketId && (await callNext(calling, helper, queueId)).ok) {
    await actOnTicket(calling, { actor: actorOf(tenantId, first.learner) }, ticketId, { does: 'ready' });
  }
  await queueUp(deps, tenantId, queueId, host, others);
}

/** People join in their order; one of them is passed on to a specialist by the host. */
async function queueUp(
  deps: Deps,
  tenantId: string,
  queueId: string,
  host: Actor,
  line: readonly InLine[],
): Promise<void> {
  let before: string | undefined;
  for (const one of line) {
    const ticketId = await comeTo(deps, tenantId, queueId, one, one.together ? before : undefined);
    if (ticketId && one.escalatedWith !== undefined) {
      const then = at(deps, later(deps.now(), 1 - one.minutesAgo));
      const request = { does: 'escalate', note: one.escalatedWith, together: false } as const;
      mustBeDone(await actOnTicket(then, { actor: host }, ticketId, request));
    }
    before = ticketId;
  }
}

/** Answers their ticket; `undefined` for who waits somewhere already. */
async function comeTo(
  deps: Deps,
  tenantId: string,
  queueId: string,
  { learner, minutesAgo, together: _, escalatedWith: __, ...asked }: InLine,
  withTicketId?: string,
): Promise<string | undefined> {
  const then = at(deps, later(deps.now(), -minutesAgo));
  const actor = actorOf(tenantId, learner);
  const reader =
    asked.anonymity === 'for-good' ? { actor, askerKey: randomBytes(32).toString('base64url') } : { actor };
  const joined = await joinQueue(
    then,
    reader,
    queueId,
    newTicket.parse({ ...asked, ...(withTicketId && { withTicketId }) }),
  );
  return joined.ok ? joined.ticketId : undefined;
}

const firstQuestions = [
  'Where do I begin? Everybody else seems to have begun.',
  'It gave me a number that is in none of my files.',
  'How do I ask it so that the answer is short?',
];

/** Opens a queue of each of these champions, with a few people in it. */
export async function seedInventedQueues(
  deps: Deps,
  tenantId: string,
  champions: readonly { person: Somebody; skills: readonly { topic: string }[] }[],
  learners: readonly Somebody[],
): Promise<void> {
  const waiting = [...learners];
  for (const [nth, { person, skills }] of champions.entries()) {
    const host = championOf(tenantId, person);
    const queueId = await setUpQueue(deps, tenantId, person, { name: `Drop in, ${nth + 1}` });
    mustBeDone(await openQueue(at(deps, later(deps.now(), -20)), host, queueId, {}));
    for (const [place, question] of firstQuestions.slice(nth).entries()) {
      const learner = waiting.shift();
      const topic = skills[place]?.topic ?? null;
      if (learner) await comeTo(deps, tenantId, queueId, { learner, minutesAgo: 12 - 3 * place, topic, question });
    }
  }
}
