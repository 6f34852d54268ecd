import type { CohortRun } from '@open-door/api/cohorts/schema.ts';
import { expect, test } from 'vitest';
import { stageOf } from './cohort-stage.ts';

const run: CohortRun = {
  run: 1,
  state: 'done',
  askedAt: '2026-11-23T10:00:00Z',
  finishedAt: '2026-11-23T10:00:01Z',
  scored: 3,
  of: 3,
  failure: null,
  published: false,
  result: null,
};

test('goes from asking to pairs that everybody was told of', () => {
  const none = { lastRun: null, standing: null };
  const told: CohortRun = { ...run, published: true };
  expect(stageOf({ state: 'draft', joined: 0, ...none })).toBe('new');
  expect(stageOf({ state: 'draft', joined: 3, ...none })).toBe('ready');
  expect(stageOf({ state: 'draft', joined: 3, lastRun: { ...run, state: 'scoring' }, standing: null })).toBe(
    'matching',
  );
  expect(stageOf({ state: 'draft', joined: 3, lastRun: run, standing: run })).toBe('matched');
  expect(stageOf({ state: 'published', joined: 3, lastRun: told, standing: told })).toBe('proposed');
});

test('goes on from where it was when a run failed or was stopped', () => {
  const stopped: CohortRun = { ...run, run: 2, state: 'cancelled' };
  expect(stageOf({ state: 'draft', joined: 3, lastRun: { ...run, state: 'failed' }, standing: null })).toBe('ready');
  expect(stageOf({ state: 'draft', joined: 3, lastRun: stopped, standing: run })).toBe('matched');
});

test('has pairs to propose again after a later run, and none once it is closed', () => {
  expect(stageOf({ state: 'published', joined: 3, lastRun: run, standing: run })).toBe('matched');
  expect(stageOf({ state: 'closed', joined: 3, lastRun: run, standing: run })).toBe('closed');
});
