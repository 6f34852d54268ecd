import { shareAnswer } from '@open-door/api/answers/actions.ts';
import type { Deps } from '@open-door/api/deps.ts';
import { reportAbsence } from '@open-door/api/office-hours/actions/absence.ts';
import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { cancelBooking } from '@open-door/api/office-hours/actions/cancel.ts';
import { sayWhetherItHelped } from '@open-door/api/office-hours/actions/helped.ts';
import { writeSessionNotes } from '@open-door/api/office-hours/actions/notes.ts';
import { bookSeries, previewSeries } from '@open-door/api/office-hours/actions/series.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import { joinWaitingList } from '@open-door/api/office-hours/actions/waiting/join.ts';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { Temporal } from 'temporal-polyfill';
import { actorOf, mustBeDone } from './acting.ts';
import type { BookingPlan } from './demo/bookings.ts';
import type { DemoChampion } from './demo/champions.ts';
import type { DemoOrganisation } from './demo/organisation.ts';
import type { DemoPerson } from './demo/people.ts';
import type { Asking, DemoScenes } from './demo/scenes.ts';

/** Books what the demo organisation has booked, and lets happen what came of it and what is going on. */
export async function seedSessions(deps: Deps, organisation: DemoOrganisation): Promise<void> {
  const { tenantId, bookings, scenes } = organisation;
  const booked = await bookPlans(deps, tenantId, bookings);
  await Promise.all(bookings.map((plan, index) => lookBack(deps, tenantId, plan, booked.get(plan), index)));
  await missSession(deps, tenantId, scenes.missed);
  await callOffLate(deps, tenantId, scenes.calledOffLate);
  for (const group of scenes.groups) await fillGroup(deps, tenantId, group);
  await meetRegularly(deps, tenantId, scenes.series);
  await waitInLine(deps, tenantId, scenes.line, booked);
  await Promise.all(scenes.answers.map((answer) => share(deps, tenantId, answer)));
}

/** The product with its clock at another time. */
const at = (deps: Deps, now: Temporal.Instant): Deps => ({ ...deps, now: () => now });

/** One after the other with each champion, whose first free slot each plan takes; champions beside each other. */
async function bookPlans(deps: Deps, tenantId: string, bookings: readonly BookingPlan[]) {
  const booked = new Map<BookingPlan, Booking>();
  const ofChampions = Map.groupBy(bookings, ({ champion }) => champion);
  const bookAll = async (plans: readonly BookingPlan[]) => {
    for (const plan of plans) booked.set(plan, await bookPlan(deps, tenantId, plan));
  };
  await Promise.all([...ofChampions.values()].map(bookAll));
  return booked;
}

/** The learner takes the champion's first free slot, with the clock where the plan puts it. */
export async function bookPlan(
  deps: Deps,
  tenantId: string,
  plan: BookingPlan,
  because: { postId?: string } = {},
): Promise<Booking> {
  const { learner, champion, weeks, topic, question } = plan;
  const now = deps.now().toZonedDateTimeISO(champion.person.timeZone).add({ weeks }).toInstant();
  const then = at(deps, now);
  const [slot] = await placesFor(then, tenantId, learner, champion);
  if (!slot) throw new Error(`${champion.person.displayName} has no slot for ${learner.displayName}`);
  const request = { championId: champion.person.id, startsAt: slot.startsAt, topic, question, ...because };
  return mustBeDone(await bookSlot(then, actorOf(tenantId, learner), request));
}

async function placesFor(
  deps: Deps,
  tenantId: string,
  learner: DemoPerson,
  { person }: DemoChampion,
  from?: Temporal.Instant,
) {
  const input = { limit: 100, ...(from && { from: from.toString() }) };
  const { items } = mustBeDone(await listSlots(deps, actorOf(tenantId, learner), person.id, input));
  return items.filter(({ seats }) => seats === null || seats.left > 0);
}

/** Their champion writes down what came of it, and nearly every learner has said whether it helped. */
export async function lookBack(
  deps: Deps,
  tenantId: string,
  { learner, champion, outcome }: BookingPlan,
  booking: Booking | undefined,
  index: number,
) {
  if (!booking || outcome === null) return;
  const { bookingId } = booking;
  const then = at(deps, Temporal.Instant.from(booking.endsAt));
  mustBeDone(await writeSessionNotes(then, actorOf(tenantId, champion.person), bookingId, { body: outcome }));
  const isAskedStill = learner.displayName === 'Inês Carvalho' || index % 9 === 8;
  if (isAskedStill) return;
  const helped = index % 4 === 2 ? 'partly' : 'yes';
  mustBeDone(await sayWhetherItHelped(then, actorOf(tenantId, learner), bookingId, { helped }));
}

async function missSession(deps: Deps, tenantId: string, plan: BookingPlan) {
  const { bookingId, endsAt } = await bookPlan(deps, tenantId, plan);
  const then = at(deps, Temporal.Instant.from(endsAt));
  mustBeDone(await reportAbsence(then, actorOf(tenantId, plan.champion.person), bookingId, { absent: 'learner' }));
}

async function callOffLate(deps: Deps, tenantId: string, { note, ...plan }: DemoScenes['calledOffLate']) {
  const { bookingId, startsAt } = await bookPlan(deps, tenantId, plan);
  const then = at(deps, Temporal.Instant.from(startsAt).subtract({ hours: 2 }));
  mustBeDone(await cancelBooking(then, actorOf(tenantId, plan.learner), bookingId, { note }));
}

/** Everybody takes a seat in the first session of that size that is a day away at least; the others wait for one. */
async function fillGroup(deps: Deps, tenantId: string, group: DemoScenes['groups'][number]) {
  const { champion, seats, topic, learners, waiting } = group;
  const championId = champion.person.id;
  let joined: Booking | undefined;
  for (const { learner, question } of learners) {
    const slots = await placesFor(deps, tenantId, learner, champion, deps.now().add({ hours: 24 }));
    const slot = slots.find((each) => each.seats?.of === seats);
    const startsAt = joined?.startsAt ?? slot?.startsAt;
    if (!startsAt) throw new Error(`${champion.person.displayName} has no session for ${seats}`);
    joined = mustBeDone(await bookSlot(deps, actorOf(tenantId, learner), { championId, startsAt, topic, question }));
  }
  const sessionId = joined?.sessionId ?? null;
  await queueUp(deps, tenantId, { championId, sessionId, topic }, waiting);
}

/** The first time on that weekday that is free every time. */
async function meetRegularly(deps: Deps, tenantId: string, series: DemoScenes['series']) {
  const { learner, mentor, weeks, weekday, everyWeeks, sessions, topic, question } = series;
  const actor = actorOf(tenantId, learner);
  const championId = mentor.person.id;
  const isThatDay = ({ startsAt }: OfferedSlotOnWire) =>
    Temporal.Instant.from(startsAt).toZonedDateTimeISO(mentor.person.timeZone).dayOfWeek === weekday;
  const slots = await placesFor(deps, tenantId, learner, mentor, deps.now().add({ hours: 24 * 7 * weeks }));
  for (const { startsAt } of slots.filter(isThatDay)) {
    const wish = { championId, startsAt, everyWeeks, sessions };
    const { occurrences } = mustBeDone(await previewSeries(deps, actor, wish));
    if (occurrences.some(({ conflict }) => conflict !== null)) continue;
    const starts = occurrences.map((occurrence) => occurrence.startsAt);
    mustBeDone(await bookSeries(deps, actor, { championId, everyWeeks, starts, topic, question }));
    return;
  }
  throw new Error(`${mentor.person.displayName} has no time for a series with ${learner.displayName}`);
}

async function waitInLine(
  deps: Deps,
  tenantId: string,
  line: DemoScenes['line'],
  booked: ReadonlyMap<BookingPlan, Booking>,
) {
  const { champion, topic, waiting, givenBack } = line;
  await queueUp(deps, tenantId, { championId: champion.person.id, sessionId: null, topic }, waiting);
  const booking = booked.get(givenBack);
  if (!booking) throw new Error('what is given back was never booked');
  const note = 'A colleague showed me. Somebody else may need it more.';
  mustBeDone(await cancelBooking(deps, actorOf(tenantId, givenBack.learner), booking.bookingId, { note }));
}

/** They join a minute apart, the last of them just now: whoever came first is first in line. */
async function queueUp(
  deps: Deps,
  tenantId: string,
  wanted: { championId: string; sessionId: string | null; topic: string },
  waiting: readonly Asking[],
) {
  for (const [index, { learner, question }] of waiting.entries()) {
    const then = at(deps, deps.now().subtract({ minutes: waiting.length - 1 - index }));
    mustBeDone(await joinWaitingList(then, actorOf(tenantId, learner), { ...wanted, question }));
  }
}

async function share(deps: Deps, tenantId: string, { champion, daysAgo, ...answer }: DemoScenes['answers'][number]) {
  const then = at(deps, deps.now().subtract({ hours: 24 * daysAgo }));
  mustBeDone(await shareAnswer(then, actorOf(tenantId, champion.person), answer));
}
