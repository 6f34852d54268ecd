import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { setBookingPolicy } from '../../api/src/office-hours/actions/policy.ts';
import { defaultPolicy } from '../../api/src/office-hours/limits.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ask, champion, learner, meetBeforeEach } from './learner-and-champion.ts';
import { door, organisation } from './monday.ts';

meetBeforeEach({ hours: { weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '20:00' } });

const at = (day: number, time: string) => `2026-11-${day}T${time}:00Z`;
async function allow(policy: Partial<typeof defaultPolicy>) {
  const owner = await hire(organisation, { roles: ['owner'] });
  await setBookingPolicy(door.world.deps, owner, { ...defaultPolicy, ...policy });
}
const want = (operation: 'holds' | 'bookings', startsAt: string, who = learner) =>
  ask(who, `POST /api/${operation}`, { championId: champion.personId, startsAt });
const cancel = (who: Hired, { bookingId }: Booking) =>
  ask(who, `POST /api/bookings/${bookingId}/cancellation`, { note: '' });

test('as many sessions to come as the policy allows, said with the number', async () => {
  await allow({ openBookingsPerLearner: 2 });
  await want('bookings', at(24, '10:00'));
  const second = await want('bookings', at(24, '11:00'));
  for (const operation of ['holds', 'bookings'] as const) {
    const refused = await want(operation, at(24, '12:00'));
    expect(refused).toMatchObject({ status: 409, type: 'too-many-open', limit: 2 });
    expect(refused.title).toMatch(/^You have 2 sessions to come, as many as one person may have at once\./);
  }
  const pt = await want('bookings', at(24, '12:00'), { ...learner, locale: 'pt-PT' });
  expect(pt.title).toMatch(/^Já tem 2 sessões marcadas, o máximo/);
  await cancel(learner, second);
  expect(await want('bookings', at(24, '12:00'))).toMatchObject({ status: 201 });
});

test('a move needs no room for one more', async () => {
  await allow({ openBookingsPerLearner: 1 });
  const { bookingId } = await want('bookings', at(24, '10:00'));
  const moved = await ask(learner, `POST /api/bookings/${bookingId}/move`, { startsAt: at(24, '11:00') });
  expect(moved).toMatchObject({ status: 200, startsAt: at(24, '11:00') });
});

test('a learner who calls off too late too often waits until the oldest is forgiven, and is told until when', async () => {
  await allow({ lateCancellationHours: 4, lateCancellationsAllowed: 1, lateCancellationDays: 10 });
  const late = await want('bookings', at(23, '12:30'));
  expect(late.lateFrom).toBe(at(23, '08:30'));
  await cancel(learner, late);
  const inTime = await want('bookings', at(23, '14:00'));
  await cancel(learner, inTime);
  expect(await want('bookings', at(24, '10:00'))).toMatchObject({ status: 201 });

  await cancel(learner, await want('bookings', at(23, '12:30')));
  const refused = await want('bookings', at(24, '11:00'));
  expect(refused).toMatchObject({ status: 409, type: 'too-many-late-cancellations', limit: 1, days: 10 });
  expect(refused.title).toBe(
    'You called off more than one session late within 10 days, when nobody else could take the time. You can book again from 3 December; your other sessions stand.',
  );
  door.setNow(Temporal.Instant.from('2026-12-03T09:01:00Z'));
  expect(await want('bookings', '2026-12-04T10:00:00Z')).toMatchObject({ status: 201 });
});

test('what the champion calls off late is not counted against the learner', async () => {
  await allow({ lateCancellationsAllowed: 0 });
  await cancel(champion, await want('bookings', at(23, '10:00')));
  expect(await want('bookings', at(23, '11:00'))).toMatchObject({ status: 201 });
});
