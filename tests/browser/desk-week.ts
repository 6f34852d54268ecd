import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { getOfficeHours, publishOfficeHours } from '@open-door/api/office-hours/actions/hours.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import { joinWaitingList } from '@open-door/api/office-hours/actions/waiting/join.ts';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import type { DemoStage } from '../support/stage.ts';
import { idOf } from './window.ts';

const seats = 3;

export function actorOf(stage: DemoStage, name: string): Actor {
  const { tenantId } = stage.organisation;
  return { tenantId, personId: idOf(stage, name), roles: ['learner'], locale: 'en-GB', timeZone: 'Europe/Lisbon' };
}

function done<Answer extends { ok: true } | { ok: false; reason: string }>(answer: Answer) {
  if (!answer.ok) throw new Error(answer.reason);
  return answer as Extract<Answer, { ok: true }>;
}

/**
 * The champion opens a weekly group of three, and as many learners book the first of its sessions that is an hour away,
 * each with a question; further names wait for it. Answers the session's seats.
 */
export async function fillGroup(
  stage: DemoStage,
  championName: string,
  askers: readonly (readonly [name: string, question: string])[],
): Promise<Booking[]> {
  const { deps } = stage;
  const champion = actorOf(stage, championName);
  const championId = champion.personId;
  await openGroup(stage, champion);
  const soonest = deps.now().add({ hours: 1 }).toString();
  const slots = done(await listSlots(deps, actorOf(stage, askers[0]?.[0] ?? ''), championId, { limit: 100 }));
  const slot = slots.items.find((offered) => offered.seats?.of === seats && offered.startsAt > soonest);
  if (!slot) throw new Error(`${championName} offers no group`);
  const booked: Booking[] = [];
  for (const [place, [name, question]] of askers.entries()) {
    const actor = actorOf(stage, name);
    if (place < seats) {
      booked.push(done(await bookSlot(deps, actor, { championId, startsAt: slot.startsAt, topic: null, question })));
    } else {
      const sessionId = booked[0]?.sessionId ?? null;
      done(await joinWaitingList(deps, actor, { championId, sessionId, topic: null, question }));
    }
  }
  return booked;
}

/** An hour for groups every day, beside the hours there are: somewhere in the week one is free. */
async function openGroup({ deps }: DemoStage, champion: Actor): Promise<void> {
  const hours = done(await getOfficeHours(deps, champion, champion.personId));
  const [window] = hours.windows;
  if (!window) throw new Error('no hours to begin with');
  const groups = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    ...window,
    weekday,
    startsAt: '16:00',
    endsAt: '17:00',
    seats,
  }));
  const rules = { ...hours.rules, minimumNoticeMinutes: 0 };
  done(
    await publishOfficeHours(deps, champion, champion.personId, {
      ...hours,
      rules,
      windows: [...hours.windows, ...groups],
    }),
  );
}
