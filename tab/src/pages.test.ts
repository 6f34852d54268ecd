import { expect, test } from 'vitest';
import { createRoutes, maySee, pathFromHost } from './pages.ts';

test('opens the static tab’s page, or the place inside it that a deep link names', () => {
  expect(pathFromHost('home', undefined)).toBe('/');
  expect(pathFromHost('sessions', undefined)).toBe('/sessions');
  expect(pathFromHost('home', 'people/6f9619ff-8b86-4d01-b42d-00cf4fc964ff')).toBe(
    '/people/6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  );
});

test('opens Home for a deep link that is no path of ours', () => {
  const odd = ['//evil.example', 'https://evil.example', '../secret', 'people/a?x=1', 'people//'];
  expect(odd.map((subPage) => pathFromHost('home', subPage))).toEqual(odd.map(() => '/'));
});

test('shows a page for a role to those who have it, and the others to everyone', () => {
  const seenBy = (...roles: Parameters<typeof maySee>[1]) =>
    createRoutes(async () => undefined)
      .filter((page) => maySee(page, roles))
      .map(({ path }) => path.split('/')[1]);
  expect(seenBy('learner')).not.toContain('desk');
  expect(seenBy('learner', 'champion')).toContain('desk');
  expect(seenBy('learner', 'champion')).not.toContain('programme');
  expect(seenBy('learner', 'owner')).toContain('programme');
});
