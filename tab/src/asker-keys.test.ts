import { expect, test } from 'vitest';
import { AskerKeys } from './asker-keys.ts';

const ana = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const ben = '7f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const [first, second] = ['8f9619ff-8b86-4d01-b42d-00cf4fc964ff', '9f9619ff-8b86-4d01-b42d-00cf4fc964ff'] as const;
const joining = '/api/queues/1f9619ff-8b86-4d01-b42d-00cf4fc964ff/tickets';

function ask(keys: AskerKeys, personId: string, ticketId: string): string {
  const key = keys.keyFor(personId, joining, true) ?? '';
  keys.learn(personId, key, ticketId);
  return key;
}

function browser() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  return () => storage;
}

test('makes a key of 43 letters, digits, - and _ for each ticket, and the same until a ticket has it', () => {
  const keys = new AskerKeys(browser());
  const before = keys.keyFor(ana, joining, true);
  expect(before).toMatch(/^[\w-]{43}$/);
  expect(keys.keyFor(ana, joining, true)).toBe(before);
  expect(ask(keys, ana, first)).toBe(before);
  expect(ask(keys, ana, second)).not.toBe(before);
});

test('sends a ticket’s own key with it, the newest where no ticket is named, and none elsewhere', () => {
  const keys = new AskerKeys(browser());
  const [one, two] = [ask(keys, ana, first), ask(keys, ana, second)];
  expect(keys.keyFor(ana, `/api/tickets/${first}/events`, false)).toBe(one);
  expect(keys.keyFor(ana, '/api/tickets/current', false)).toBe(two);
  expect(keys.keyFor(ana, `/api/tickets/${ben}`, false)).toBeUndefined();
  expect(keys.keyFor(ana, '/api/me', false)).toBeUndefined();
  expect(keys.keyFor(ana, joining, false)).toBeUndefined();
});

test('keeps what one person asked from the next who signs in on the same browser', () => {
  const storage = browser();
  ask(new AskerKeys(storage), ana, first);
  const later = new AskerKeys(storage);
  expect(later.ticketsOf(ana)).toEqual([first]);
  expect(later.ticketsOf(ben)).toEqual([]);
  expect(later.keyFor(ben, '/api/tickets/current', false)).toBeUndefined();
});

test('works until the page is left, and says so, where the browser keeps nothing', () => {
  const keys = new AskerKeys(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(keys.isKept()).toBe(false);
  const key = ask(keys, ana, first);
  expect(keys.keyFor(ana, `/api/tickets/${first}`, false)).toBe(key);
});
