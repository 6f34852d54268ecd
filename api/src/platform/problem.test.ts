import { expect, test } from 'vitest';
import { problemResponse } from './problem.ts';

test.each([
  ['en', 'You already have a session then. Choose another time, or cancel that one first.'],
  ['pt', 'Já tem uma sessão a essa hora. Escolha outra hora ou cancele essa primeiro.'],
])('says in %s that somebody is busy when the session in the way was called off meanwhile', async (locale, title) => {
  const facts = { other: 'none', at: '' };
  const response = problemResponse({ reason: 'you-are-busy', status: 409, locale, facts });
  expect(await response.json()).toMatchObject({ type: 'you-are-busy', title });
});
