import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { touch } from '../../../live/actions.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/database.ts';
import type { GraphRefusal } from '../../../platform/graph.ts';
import { isRefusal } from '../../../platform/result.ts';
import { changedEvent, foundEvent, newEvent, nextStep, type Shown, type Step, type Wanted } from '../../event.ts';
import { findBooking, type StoredBooking } from '../../store/bookings.ts';
import {
  type EventSettled,
  isInvitedByAnother,
  learnersMinutes,
  leaseEvent,
  lockEvent,
  type StoredEvent,
  settleEvent,
} from '../../store/calendar.ts';
import { isTheirs, theirTopics } from '../say-booking.ts';
import { isInCalendarOf } from './free-busy.ts';
import { outlookForm, writtenEvent } from './graph-event.ts';
import { sayEvent } from './say-event.ts';

/** Somebody who is present: Outlook is written and read with their own permission. */
export type Caller = { actor: Actor; token: string };

export type CallerOptions = {
  /** The address of a session's page, for the event's text. */
  sessionUrl: (bookingId: string) => string;
  /** Seconds that Outlook has left to answer; asked before every call. */
  secondsLeft: () => number;
};

/** Why an event is still owed. */
export type Because =
  | GraphRefusal['reason']
  | 'waits-for-organizer'
  | 'waits-for-learner'
  | 'waits-for-meeting'
  | 'being-written'
  | 'no-time-left';

/** Longer than the longest call to Graph: who holds an event longer has crashed. */
const leaseSeconds = 60;
/** Found, then called off. */
const mostSteps = 3;

/**
 * Makes the event of a booking show the booking as it stands, as far as this person may write it. The event is in the
 * calendar of its learner; a champion who is present makes it in their own where the learner could not, or did not come back.
 */
export async function bringInStep(
  deps: Deps,
  caller: Caller,
  bookingId: string,
  options: CallerOptions,
): Promise<{ written: number; because: Because | null }> {
  let written = 0;
  for (let steps = 0; steps < mostSteps; steps++) {
    if (options.secondsLeft() <= 0) return { written, because: 'no-time-left' };
    const task = await begin(deps, caller, bookingId, options);
    if ('because' in task) return { written, because: task.because };
    const refused = await perform(deps, caller, task, options);
    if (refused) return { written, because: refused };
    if (task.step !== 'find') written++;
  }
  return { written, because: null };
}

type Task = {
  step: Exclude<Step, 'wait' | 'nothing'>;
  booking: StoredBooking;
  event: StoredEvent;
  shown: Shown;
  /** Until when nobody else writes this event. */
  lease: Temporal.Instant;
  /** This attempt claimed it, so that it can be given up again when it is certain that nothing was made. */
  claimed: boolean;
};

/** Decides on the next step and claims it, before Graph is asked: whoever crashes after that has left a trace. */
async function begin(
  deps: Deps,
  { actor }: Caller,
  bookingId: string,
  { sessionUrl }: CallerOptions,
): Promise<Task | { because: Because | null }> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const event = await lockEvent(tx, bookingId);
    const booking = event && (await findBooking(tx, bookingId));
    if (!booking || !isTheirs(actor, booking)) return { because: null };
    const now = deps.now();
    const wanted = await wantedOf(tx, booking, now);
    const step = nextStep(wanted, event.written);
    if (step === 'nothing') return { because: null };
    if (step === 'wait') return { because: 'waits-for-meeting' };
    const organizerId = event.written.organizerId ?? actor.personId;
    if (organizerId !== actor.personId) return { because: 'waits-for-organizer' };
    if (event.written.organizerId === null && !mayOrganize(actor, booking, event, now)) {
      return { because: 'waits-for-learner' };
    }
    if (event.leasedUntil && Temporal.Instant.compare(now, event.leasedUntil) < 0) return { because: 'being-written' };
    const lease = now.add({ seconds: leaseSeconds });
    await leaseEvent(tx, bookingId, {
      until: lease,
      organizerId,
      invitesIn: wanted.invites ? booking.sessionId : null,
    });
    const { learner, champion } = booking;
    const invited = organizerId === learner.personId ? champion : learner;
    const words = sayEvent(actor, booking, sessionUrl(bookingId));
    const shown = { ...booking, words, invited: wanted.invites ? invited : null };
    return { step, booking, event, shown, lease, claimed: event.written.organizerId === null };
  });
}

/**
 * In a group session the first seat's event invites the champion and makes the meeting; the others mark their learner's time
 * and carry its link. When that seat goes, the next one that is written takes over inviting; the meeting's link stays.
 */
async function wantedOf(tx: Tx, booking: StoredBooking, now: Temporal.Instant): Promise<Wanted> {
  const { bookingId, sessionId, seats, state, place, meetingUrl, changes } = booking;
  const stands = state === 'booked';
  return {
    state,
    changes,
    isOver: booking.endsAt.epochMilliseconds <= now.epochMilliseconds,
    invites: stands && (seats === 1 || !(await isInvitedByAnother(tx, bookingId, sessionId))),
    meetingIsKnown: place === 'room' || meetingUrl !== null,
  };
}

/** A group's champion organizes none of its seats' events: they would invite the learners one by one. */
function mayOrganize(actor: Actor, booking: StoredBooking, event: StoredEvent, now: Temporal.Instant): boolean {
  if (booking.learner.personId === actor.personId) return true;
  const learnersTurn = booking.bookedAt.add({ minutes: learnersMinutes });
  return booking.seats === 1 && (event.failure !== null || learnersTurn.epochMilliseconds <= now.epochMilliseconds);
}

type Answered = { ok: true; answer: z.output<typeof writtenEvent> | undefined } | GraphRefusal;

/** Asks Graph and keeps what came of it; answers why it was refused, or null. */
async function perform(deps: Deps, caller: Caller, task: Task, options: CallerOptions): Promise<Because | null> {
  const answered = await ask(deps, caller, task, options.secondsLeft());
  if (!isRefusal(answered)) {
    const kept = outcome(deps, task, answered.answer);
    await settle(deps, caller, task, { ...kept, arrived: await hasArrived(deps, caller, task, options) });
    return null;
  }
  // An event that is to be called off and is not there is as it should be.
  if (answered.reason === 'not-found' && (task.step === 'cancel' || task.step === 'find')) {
    await settle(deps, caller, task, outcome(deps, task, undefined));
    return null;
  }
  // Somebody else may write the event when it is certain that there is none.
  const unclaimed = task.claimed && answered.reason !== 'conflict' && !('maybeDone' in answered && answered.maybeDone);
  await settle(deps, caller, task, { failure: answered.reason, unclaimed });
  return answered.reason;
}

async function ask(deps: Deps, { token }: Caller, task: Task, seconds: number): Promise<Answered> {
  const as = { kind: 'delegated', token } as const;
  const { step, shown, booking } = task;
  const event = task.event.written.eventId ?? '';
  const common = { as, prefer: outlookForm, deadlineSeconds: seconds };
  switch (step) {
    case 'create':
    case 'find': {
      const body = step === 'create' ? newEvent(shown) : foundEvent(shown);
      const made = await deps.graph.call('createEvent', { ...common, schema: writtenEvent, body });
      if (!isRefusal(made) || made.reason !== 'conflict' || made.existing === null) return made;
      // It was made already, before the session changed.
      return deps.graph.call('getEvent', { ...common, schema: writtenEvent, path: { event: made.existing } });
    }
    case 'update': {
      const body = changedEvent(shown);
      return deps.graph.call('updateEvent', { ...common, schema: writtenEvent, path: { event }, body });
    }
    case 'cancel': {
      const schema = z.unknown().transform(() => undefined);
      // Outlook calls off meetings only; time that nobody was invited to is taken away.
      if (task.event.written.as !== 'invitation') {
        return deps.graph.call('deleteEvent', { ...common, schema, path: { event } });
      }
      const body = { comment: booking.endedNote };
      return deps.graph.call('cancelEvent', { ...common, schema, path: { event }, body });
    }
  }
}

function outcome(
  deps: Deps,
  { step, booking, shown }: Task,
  answer: z.output<typeof writtenEvent> | undefined,
): EventSettled {
  const { changes } = booking;
  const at = deps.now();
  if (!answer) return { as: 'cancelled', written: { changes, startsAt: booking.startsAt, endsAt: booking.endsAt, at } };
  const { eventId, icalUid, startsAt, endsAt, invites, joinUrl } = answer;
  // Asked to make what it has made already, Outlook answers that: perhaps as the session was before somebody crashed.
  const isAsWanted = step !== 'find' && startsAt.equals(booking.startsAt) && endsAt.equals(booking.endsAt);
  const written = { changes: isAsWanted ? changes : null, startsAt, endsAt, at };
  const meetingUrl = shown.invited && shown.meetingUrl === null ? joinUrl : null;
  return { eventId, icalUid, as: invites ? 'invitation' : 'entry', written, meetingUrl };
}

/** Whether the invitation is in the other's calendar. Where that cannot be seen, it counts as not arrived. */
async function hasArrived(deps: Deps, { token }: Caller, { step, shown }: Task, { secondsLeft }: CallerOptions) {
  if (step !== 'create' || !shown.invited || secondsLeft() <= 0) return false;
  return isInCalendarOf(deps, token, shown.invited.username, shown, secondsLeft());
}

async function settle(deps: Deps, { actor }: Caller, { booking, lease }: Task, outcome: EventSettled): Promise<void> {
  await deps.db.transaction(actor.tenantId, async (tx) => {
    await settleEvent(tx, booking.bookingId, lease, outcome);
    if (outcome.written) await touch({ ...deps, db: tx }, actor.tenantId, theirTopics(booking));
  });
}
