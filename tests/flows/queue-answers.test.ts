import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SharedAnswer } from '../../api/src/answers/schema.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hire, makeChampion } from '../support/organisation.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const house = () => openHouse(door);
const answer = { question: 'Why is my pivot blank?', answer: 'Fill the empty cells first.', topic: 'pivot-tables' };

test('who has the same question finds answers to it, the closest first, three at most', async () => {
  const { host, ana, done } = await house();
  const shared = [
    answer,
    { question: 'How do I make a pivot table by month?', answer: 'Group the dates by month.', topic: 'pivot-tables' },
    { question: 'Como escrevo uma ata?', answer: 'Cole a transcrição.', topic: 'meeting-notes' },
    { question: 'My table shows blank cells', answer: 'Look for empty rows.', topic: null },
    { question: 'Rows are blank in the pivot', answer: 'A blank is an empty cell.', topic: 'pivot-tables' },
  ];
  for (const each of shared) await done(host, 'POST /api/answers', each);
  const similar = async (question: string, topic?: string) => {
    const body = { question, ...(topic && { topic }) };
    const { items } = await done<{ items: SharedAnswer[] }>(ana, 'POST /api/answers/similar', body);
    return items.map((item) => item.question);
  };
  const found = await similar('my pivots have blanks in them');
  expect(found).toHaveLength(3);
  expect(found).toContain(answer.question);
  expect(found).not.toContain('Como escrevo uma ata?');
  expect(await similar('escrever atas')).toEqual(['Como escrevo uma ata?']);
  expect(await similar('Where is the canteen?')).toEqual([]);
  expect(await similar('Where is the canteen?', 'meeting-notes')).toEqual(['Como escrevo uma ata?']);
});

test('an answer that began with a ticket names nobody who asked it, and does not lead back to it', async () => {
  const { organisation, host, helper, ana, bea, later, setUp, open, join, next, act, done, refused } = await house();
  const queueId = await setUp();
  await open(queueId);
  const first = await join(ana, queueId, { groupable: true });
  await join(bea, queueId, { withTicketId: first.ticketId });
  const share = (more: object) => ({ ...answer, ticketId: first.ticketId, ...more });
  expect(await refused(host, 'POST /api/answers', share({}))).toMatchObject({ type: 'no-such-ticket' });
  await next(queueId);
  await act(ana, first, 'ready');
  later({ minutes: 5 });
  await act(host, first, 'resolve');
  for (const words of ['Ask Reis', 'Bea Dias found it']) {
    expect(await refused(host, 'POST /api/answers', share({ answer: words }))).toMatchObject({
      type: 'names-somebody',
    });
  }
  expect(await refused(helper, 'POST /api/answers', share({}))).toMatchObject({ type: 'no-such-ticket' });
  const stranger = await makeChampion(organisation, await hire(organisation));
  expect(await refused(stranger, 'POST /api/answers', share({}))).toMatchObject({ type: 'no-such-ticket' });
  await done(host, 'POST /api/answers', share({}));
  const { rows } = await door.world.owner.query('select * from answers where tenant_id = $1', [organisation.tenantId]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(first.ticketId);
});

test('of somebody who asked without a link to them no name can be looked for, and the answer is shared', async () => {
  const { host, ana, setUp, open, act, done, newKey } = await house();
  const queueId = await setUp();
  await open(queueId);
  const wanted = { anonymity: 'for-good', question: 'A question of mine' };
  const joined = await door.ask(ana, `POST /api/queues/${queueId}/tickets`, wanted, { 'asker-key': newKey() });
  const ticket = joined.json<{ ticketId: string }>();
  await act(host, ticket, 'claim');
  await act(host, ticket, 'resolve');
  await done(host, 'POST /api/answers', { ...answer, ticketId: ticket.ticketId });
});
