import type { Temporal } from 'temporal-polyfill';
import type { Back } from './champion.ts';

/** Why this person. Facts only; whoever shows them finds the words. */
export type Reason =
  | { kind: 'skill'; topic: string; level: number }
  /** How many levels they know more of it than the learner. */
  | { kind: 'steps-ahead'; topic: string; steps: number }
  | { kind: 'helped'; topic: string; people: number }
  /** `words` are the champion's own. */
  | { kind: 'loves'; words: string }
  /** What they wrote or answered is about what the goal is about. */
  | { kind: 'similar-questions' }
  | { kind: 'helped-you'; sessions: number }
  /** The learner said so: nothing to show in a list, but what they are told when they ask why somebody came lower. */
  | { kind: 'did-not-help-you'; sessions: number }
  | { kind: 'went-well'; people: number }
  | { kind: 'same-department'; department: string }
  | { kind: 'other-department'; department: string }
  | { kind: 'helped-department'; department: string; people: number }
  | { kind: 'same-office'; office: string }
  | { kind: 'language'; language: string }
  /** Hours of a working day that two zones share. */
  | { kind: 'same-hours'; hours: number }
  | { kind: 'free-at'; startsAt: Temporal.Instant }
  /** Sessions still free this week. */
  | { kind: 'has-room'; places: number }
  | Back;
