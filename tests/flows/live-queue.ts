import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { queueClock } from '../../api/src/queue/actions/clock.ts';
import type { QueueWithRule } from '../../api/src/queue/schema/queues.ts';
import type { OwnTicket } from '../../api/src/queue/schema/tickets.ts';
import type { Door } from '../support/door.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';

/** An organisation on a Monday, with a champion whose queue is set up, another one who can help, and learners. */
export async function openHouse(door: Door) {
  const organisation = await door.found();
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  const host = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }), {
    skills: { 'pivot-tables': 3 },
  });
  const helper = await makeChampion(
    organisation,
    await hire(organisation, { name: 'Tiago Moura', department: 'Legal' }),
  );
  const owner = await hire(organisation, { roles: ['owner'] });
  const learners = await Promise.all(
    ['Ana Reis', 'Bea Dias', 'Cem Ay', 'Dai Lu'].map((name) => hire(organisation, { name })),
  );
  const [ana, bea, cem, dai] = learners as [Hired, Hired, Hired, Hired];

  /** Lets time pass. */
  const later = (time: Temporal.DurationLike) => door.setNow(door.world.deps.now().add(time));
  const tick = () => queueClock(door.world.deps, organisation.tenantId);

  /** What is answered to a request that is meant to succeed. */
  async function done<T>(who: Hired, operation: string, body?: unknown): Promise<T> {
    const answer = await door.ask(who, operation, body);
    expect(answer.status, `${operation}: ${answer.body}`).toBeLessThan(300);
    return answer.json<T>();
  }
  async function refused(who: Hired, operation: string, body?: unknown): Promise<{ type: string; title: string }> {
    const answer = await door.ask(who, operation, body);
    expect(answer.status, `${operation}: ${answer.body}`).toBeGreaterThanOrEqual(400);
    return answer.json();
  }

  const setUp = async (who = host, settings: object = {}) =>
    (await done<{ queueId: string }>(who, 'PUT /api/queues/mine', { name: `${who.displayName}'s queue`, ...settings }))
      .queueId;
  const open = (queueId: string, who = host, body: object = {}) =>
    done<QueueWithRule>(who, `POST /api/queues/${queueId}/opening`, body);
  const see = (queueId: string, who = ana) => done<QueueWithRule>(who, `GET /api/queues/${queueId}`);
  async function join(who: Hired, queueId: string, wanted: object = {}) {
    const ticket = await done<OwnTicket>(who, `POST /api/queues/${queueId}/tickets`, {
      question: `${who.displayName} asks`,
      ...wanted,
    });
    // The order of the line is the order of joining.
    later({ seconds: 1 });
    return ticket;
  }
  const next = (queueId: string, who = host) => done(who, `POST /api/queues/${queueId}/next`, {});
  const act = (who: Hired, { ticketId }: { ticketId: string }, does: string, more: object = {}) =>
    done(who, `POST /api/tickets/${ticketId}/events`, { does, ...more });
  const stateOf = async ({ ticketId }: { ticketId: string }) =>
    (await door.world.owner.query('select state from tickets where ticket_id = $1', [ticketId])).rows[0]?.state;
  /** Calls whoever is next, who is ready, and helps them for some minutes. */
  async function help(queueId: string, learner: Hired, ticket: OwnTicket, minutes: number, who = host) {
    await next(queueId, who);
    await act(learner, ticket, 'ready');
    later({ minutes });
    await act(who, ticket, 'resolve', { whatHelped: 'A filter.' });
  }
  const newKey = () => randomUUID().replaceAll('-', '').padEnd(43, 'k');

  const people = { organisation, host, helper, owner, ana, bea, cem, dai };
  return { ...people, later, tick, done, refused, setUp, open, see, join, next, act, stateOf, help, newKey };
}
