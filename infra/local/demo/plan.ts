import type { Department } from './departments.ts';
import type { Language, Office } from './offices.ts';

/** A colleague of that department and office whom no other plan has taken, speaking `language` first where it matters. */
export type Somebody = readonly [department: Department, office: Office, language?: Language];
/** A session to book, as the lists of past and coming ones say it. */
export type Plan = readonly [
  learner: string | Somebody,
  champion: string,
  weeks: number,
  topic: string,
  question: string,
  outcome?: string,
];
