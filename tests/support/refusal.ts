import { expect } from 'vitest';
import type { Problem } from '../../api/src/platform/problem.ts';
import type { Door } from './door.ts';
import type { Hired } from './organisation.ts';

/** A refusal, and its words in English and Portuguese on one line; asking twice must not make it another one. */
export async function refusal(door: Door, who: Hired, operation: string, body?: unknown) {
  const en = await door.ask({ ...who, locale: 'en-GB' }, operation, body);
  const pt = await door.ask({ ...who, locale: 'pt-PT' }, operation, body);
  const problem = en.json<Problem>();
  expect(en.type).toBe('application/problem+json');
  expect(pt.json<Problem>()).toMatchObject({ type: problem.type, status: problem.status });
  return { problem, words: `${problem.title} | ${pt.json<Problem>().title}` };
}
