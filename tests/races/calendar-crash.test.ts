import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { checkCalendar } from '../../api/src/office-hours/actions/calendar/check.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { moveBooking } from '../../api/src/office-hours/actions/move.ts';
import { openGraph } from '../../api/src/platform/graph.ts';
import { type Door, openDoor } from '../support/door.ts';
import type { Hired } from '../support/organisation.ts';
import { type Office, openOffice, tuesday } from '../support/outlook.ts';
import { graphFaults } from './graph-faults.ts';
import { Crash, mortal } from './mortal.ts';

let door: Door;
let office: Office;
let impatient: Deps['graph'];

beforeAll(async () => {
  door = await openDoor();
  office = await openOffice(door);
  // Retries as in life, but without the pauses between them.
  door.world.deps.graph = openGraph(door.world.config, { wait: async () => {} });
  impatient = openGraph(door.world.config, { wait: async () => {}, deadlineSeconds: 0.2 });
});
afterAll(() => door.close());

type Scene = {
  rita: Hired;
  mei: Hired;
  bookingId: string;
  /** As somebody who is present, with everything the product may do for them. */
  check(deps: Deps, who: Hired, bookingId?: string): Promise<unknown>;
};

async function openScene(): Promise<Scene> {
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  const rita = await office.employ('Rita Sousa');
  const mei = await office.employChampion('Mei Tan');
  const { deps, issuer } = door.world;
  const wanted = { championId: mei.personId, startsAt: `${tuesday('10:00')}`, topic: null, question: '' };
  const booked = await bookSlot(deps, rita, wanted);
  if (!booked.ok) throw new Error(booked.reason);
  const check = async (mortals: Deps, actor: Hired, bookingId?: string) => {
    const token = await issuer.issueTabToken({ tid: actor.tenantId, oid: actor.personId });
    return checkCalendar(mortals, { actor, token }, { bookingId }, (id) => `https://teams.example/${id}`);
  };
  return { rita, mei, bookingId: booked.bookingId, check };
}

/** What people did, in the app or in Outlook, and what is in each of their calendars and in notices because of it. */
type Story = { before?: Act; act: Act; calendar: string[]; session: string; notices: string[] };
type Act = (scene: Scene, deps: Deps) => Promise<unknown>;

const ofBooking = ['booking-made Mei Tan', 'booking-made Rita Sousa'];
const opened: Act = ({ check, rita, bookingId }, deps) => check(deps, rita, bookingId);
const moved: Act = ({ rita, bookingId }, deps) =>
  moveBooking(deps, rita, bookingId, { startsAt: `${tuesday('11:00')}`, note: '' });
const cancelled: Act = ({ rita, bookingId }, deps) => cancelBooking(deps, rita, bookingId, { note: 'Ill.' });
const inTurn =
  (...acts: Act[]): Act =>
  async (scene, deps) => {
    for (const act of acts) await act(scene, deps);
  };

const stories: Record<string, Story> = {
  'a booking': {
    act: opened,
    calendar: ['10:00–10:30'],
    session: 'booked 10:00',
    notices: ofBooking,
  },
  'a booking that was moved before its event was known': {
    before: async (scene, deps) => {
      // Graph makes the event, and whoever asked for it dies before writing down which it is.
      await opened(scene, mortal(deps, 2)).catch(() => {});
      await moved(scene, deps);
    },
    act: opened,
    calendar: ['11:00–11:30'],
    session: 'booked 11:00',
    notices: [...ofBooking, 'booking-moved Mei Tan'],
  },
  'a booking that was cancelled before its event was known': {
    before: async (scene, deps) => {
      await opened(scene, mortal(deps, 2)).catch(() => {});
      await cancelled(scene, deps);
    },
    act: opened,
    calendar: [],
    session: 'cancelled 10:00',
    notices: [...ofBooking, 'booking-cancelled Mei Tan'],
  },
  'a move': {
    before: inTurn(opened, moved),
    act: opened,
    calendar: ['11:00–11:30'],
    session: 'booked 11:00',
    notices: [...ofBooking, 'booking-moved Mei Tan'],
  },
  'a cancellation': {
    before: inTurn(opened, cancelled),
    act: opened,
    calendar: [],
    session: 'cancelled 10:00',
    notices: [...ofBooking, 'booking-cancelled Mei Tan'],
  },
  'a move in Outlook': {
    before: async (scene, deps) => {
      await opened(scene, deps);
      const { rita } = scene;
      const to = { start: tuesday('15:00'), end: tuesday('15:30') };
      office.calendars.change(rita.personId, office.eventOf(rita).id, to);
    },
    act: ({ check, rita }, deps) => check(deps, rita),
    calendar: ['15:00–15:30'],
    session: 'booked 15:00',
    notices: [...ofBooking, 'booking-moved Mei Tan'],
  },
  'an invitation declined in Outlook': {
    before: async (scene, deps) => {
      await opened(scene, deps);
      office.calendars.respond(scene.mei.personId, office.eventOf(scene.mei).id, 'declined');
    },
    act: ({ check, rita }, deps) => check(deps, rita),
    calendar: [],
    session: 'cancelled 10:00',
    notices: [...ofBooking, 'booking-cancelled Rita Sousa'],
  },
};

/** What everybody finds once the app was opened again, some minutes later. */
async function findings({ rita, mei, bookingId }: Scene) {
  const { rows: sessions } = await door.world.owner.query<{ session: string }>(
    `select state || ' ' || to_char(starts_at at time zone 'UTC', 'HH24:MI') as session from bookings where booking_id = $1`,
    [bookingId],
  );
  const { rows: notices } = await door.world.owner.query<{ notice: string }>(
    `select kind || ' ' || display_name as notice from notices join people using (tenant_id, person_id)
     where payload->>'bookingId' = $1 and kind in ('booking-made', 'booking-moved', 'booking-cancelled') order by 1`,
    [bookingId],
  );
  const { rows: owed } = await door.world.owner.query(
    `select booking_id from bookings left join calendar_events using (tenant_id, booking_id)
     where booking_id = $1 and written_changes is distinct from changes`,
    [bookingId],
  );
  const events = [rita, mei].map((who) => office.calendarOf(who));
  return {
    calendars: events.map((those) => those.map((event) => event.split(' ')[0])),
    organizers: events.flat().filter((event) => event.endsWith('organizer')).length,
    session: sessions.map(({ session }) => session).join(),
    notices: notices.map(({ notice }) => notice),
    owed,
  };
}

/** Later nobody who crashed holds anything any more, and the champion might write what the learner began. */
async function openAgain({ check, rita, mei }: Scene) {
  door.setNow(door.world.deps.now().add({ minutes: 15 }));
  for (const who of [mei, rita, mei]) await check(door.world.deps, who);
}

function expected({ calendar, session, notices }: Story) {
  const calendars = [calendar, calendar];
  return { calendars, organizers: calendar.length, session, notices: notices.toSorted(), owed: [] };
}

test.each(Object.entries(stories))(
  'loses and doubles nothing of %s, wherever it crashes',
  async (_name, story) => {
    for (let steps = 1; ; steps++) {
      const scene = await openScene();
      await story.before?.(scene, door.world.deps);
      // Who crashed before the story began holds nothing any more when it does.
      door.setNow(door.world.deps.now().add({ minutes: 2 }));
      const deps = mortal(door.world.deps, steps);
      await story.act(scene, deps).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      const crashed = deps.steps() >= steps;
      await openAgain(scene);
      expect(await findings(scene), `crashed after ${steps} steps`).toEqual(expected(story));
      if (crashed) continue;
      // Deciding, asking Graph and keeping its answer: fewer would prove nothing.
      expect(steps).toBeGreaterThan(3);
      break;
    }
  },
  60_000,
);

test.each(graphFaults)(
  'loses and doubles nothing when Graph answers with %s, once or for long',
  async (_name, fault) => {
    for (const story of Object.values(stories)) {
      // Waiting for no answer takes its time.
      for (const calls of fault.kind === 'hang' ? [2] : [1, 12]) {
        const scene = await openScene();
        await story.before?.(scene, door.world.deps);
        door.setNow(door.world.deps.now().add({ minutes: 2 }));
        door.world.graph.faults.add(fault, calls);
        await story.act(scene, { ...door.world.deps, ...(fault.kind === 'hang' && { graph: impatient }) });
        door.world.graph.faults.clear();
        await openAgain(scene);
        expect(await findings(scene)).toEqual(expected(story));
      }
    }
  },
  240_000,
);
