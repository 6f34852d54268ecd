import { expect, test } from 'vitest';
import { holdBack } from './new-posts.ts';

const post = (messageId: string, minute: number, yours = false) => ({
  messageId,
  yours,
  postedAt: `2026-03-02T10:${String(minute).padStart(2, '0')}:00Z`,
});
const ids = (posts: readonly { messageId: string }[]) => posts.map(({ messageId }) => messageId).join(' ');

test('holds back what was posted since the reader began', () => {
  const { shown, waiting } = holdBack([post('c', 9), post('b', 5), post('a', 1)], post('b', 5));
  expect([ids(shown), ids(waiting)]).toEqual(['b a', 'c']);
});

test('shows at once what the reader posted, and an older post that was read late', () => {
  const { shown, waiting } = holdBack([post('d', 9, true), post('c', 8), post('b', 5), post('a', 1)], post('b', 5));
  expect([ids(shown), ids(waiting)]).toEqual(['d b a', 'c']);
});

test('keeps holding back when the post that was the newest is deleted', () => {
  const { shown, waiting } = holdBack([post('c', 9), post('a', 1)], post('b', 5));
  expect([ids(shown), ids(waiting)]).toEqual(['a', 'c']);
});

test('shows everything where nothing is left of what there was', () => {
  expect(ids(holdBack([post('d', 9), post('c', 8)], post('b', 5)).shown)).toBe('d c');
});

test('shows everything where there was nothing', () => {
  expect(ids(holdBack([post('b', 5), post('a', 1)], undefined).shown)).toBe('b a');
});
