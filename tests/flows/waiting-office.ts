import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { serveLines } from '../../api/src/office-hours/actions/waiting/serve-lines.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Waiting } from '../../api/src/office-hours/schema/waiting-list.ts';
import type { Door } from '../support/door.ts';
import { hours } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';

export const tuesday = '2026-11-24T10:00:00Z';
export const friday = '2026-11-27T10:00:00Z';

type Published = { weekdays?: number[]; endsAt?: string; seats?: number; horizonDays?: number };

/** An organisation on a Monday, with a champion who has one half hour a week, and what three learners do about it. */
export async function openOffice(door: Door) {
  const organisation = await door.found();
  const { deps } = door.world;
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  const champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  const ana = await hire(organisation, { name: 'Ana Reis' });
  const bea = await hire(organisation, { name: 'Bea Dias' });
  const cem = await hire(organisation, { name: 'Cem Ay' });

  async function publish(given: Published, who = champion) {
    const { weekdays = [2], endsAt = '10:30', seats = 1, horizonDays = 6 } = given;
    const draft = hours({ weekdays, endsAt, horizonDays });
    const windows = draft.windows.map((window) => ({ ...window, seats }));
    const answer = await door.ask(who, `PUT /api/office-hours/${who.personId}`, { ...draft, windows });
    expect(answer.status).toBe(200);
  }
  await publish({});

  const serve = () => serveLines(deps, organisation.tenantId);
  /** Lets time pass, and the timer run. */
  async function later(time: Temporal.DurationLike) {
    door.setNow(deps.now().add(time));
    await serve();
  }

  const book = (who: Hired, startsAt = tuesday, whom = champion) =>
    door.ask(who, 'POST /api/bookings', { championId: whom.personId, startsAt });
  async function booked(who: Hired, startsAt = tuesday, whom = champion) {
    const answer = await book(who, startsAt, whom);
    expect(answer.status, answer.body).toBe(201);
    return answer.json<Booking>();
  }
  const cancel = async (who: Hired, { bookingId }: Booking) => {
    const answer = await door.ask(who, `POST /api/bookings/${bookingId}/cancellation`, {});
    expect(answer.status, answer.body).toBe(200);
  };
  /** A group session with two seats, both taken. */
  async function full() {
    await publish({ seats: 2 });
    const seats = [await booked(cem), await booked(await hire(organisation))] as const;
    return { sessionId: seats[0].sessionId, seats };
  }

  const wait = (who: Hired, sessionId: string | null = null, whom = champion) => {
    const place = { championId: whom.personId, sessionId, question: `${who.displayName} asks` };
    return door.ask(who, 'POST /api/waiting-list', place);
  };
  async function waits(who: Hired, sessionId: string | null = null, whom = champion) {
    const answer = await wait(who, sessionId, whom);
    expect(answer.status, answer.body).toBe(201);
    // The order of the line is the order of joining.
    door.setNow(deps.now().add({ seconds: 1 }));
    return answer.json<Waiting>();
  }
  const placesOf = async (who: Hired, as = 'learner') =>
    (await door.ask(who, `GET /api/waiting-list?as=${as}`)).json<{ items: Waiting[] }>().items;
  const placeOf = async (who: Hired) => (await placesOf(who))[0];
  const offersTo = async (...people: Hired[]) =>
    (await Promise.all(people.map(placeOf))).map((place) => place?.offer?.startsAt ?? null);
  const answer = (who: Hired, { waitingId }: Waiting, what: 'acceptance' | 'pass') =>
    door.ask(who, `POST /api/waiting-list/${waitingId}/${what}`);

  /** What somebody was told, oldest first. */
  const toldTo = async (who: Hired) => {
    const { rows } = await door.world.owner.query<{ kind: string }>(
      "select kind from notices where person_id = $1 and kind ~ '^(offer|waiting)' order by created_at, due_at",
      [who.personId],
    );
    return rows.map(({ kind }) => kind);
  };

  const people = { organisation, champion, ana, bea, cem };
  const booking = { publish, book, booked, cancel, full };
  return { ...people, ...booking, serve, later, wait, waits, placesOf, placeOf, offersTo, answer, toldTo };
}
