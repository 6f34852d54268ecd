import type { DemoPerson } from './people.ts';

/** Somebody of the pilot, with what they said when they were asked; null for who has not answered yet. */
type Invited = { person: DemoPerson; joins: { goal: string; work: string; topic: string } | null };

/** A pilot cohort of early adopters, matched and published. */
export type DemoCohort = { name: string; nextRunInDays: number; invited: readonly Invited[] };

const joining: readonly [name: string, topic: string, goal: string, work: string][] = [
  [
    'Inês Carvalho',
    'data-cleaning',
    'To stop copying numbers by hand at the end of the month',
    'The month-end cost sheet',
  ],
  ['Filipa Correia', 'sql', 'To ask our ledger a question without waiting for Technology', 'Open invoices by supplier'],
  ['Mathieu Lambert', 'hiring', 'To write adverts that people finish reading', 'The advert for the Porto shop'],
  ['Catarina Loureiro', 'policy-and-privacy', 'To know what may go into a prompt', 'Our note on customer data'],
  ['Petra Vaughan', 'writing-emails', 'To answer tenders in a day instead of a week', 'Answers to public tenders'],
  ['Keisha Kaplan', 'training-material', 'To turn a slide deck into an exercise', 'The first week of new colleagues'],
  ['Omar Langston', 'contract-review', 'To find the clauses that changed', 'Distributor contracts'],
  ['Malcolm Castellano', 'prompt-basics', 'To get an answer that is not three pages long', 'Summaries of shop visits'],
  ['Faridah Bakar', 'power-automate', 'To send payslip questions where they belong', 'The payroll mailbox'],
  ['Azlan Salleh', 'meeting-notes', 'To listen in a call instead of typing', 'Calls about broken lamps'],
  ['Chia Yi Xuan', 'power-automate', 'To have receipts sorted by themselves', 'Travel receipts'],
  ['Naveen Chandran', 'prompt-basics', 'To begin a text without staring at it', 'Captions for the autumn catalogue'],
];
const thinkingAboutIt = ['Tan Mei Ling', 'Ezra Washington'];

/** In Singapore more want a mentor than one mentor has places, so that somebody is left for the next matching. */
export function demoCohort(personNamed: (displayName: string) => DemoPerson): DemoCohort {
  return {
    name: 'Pilot: one piece of work, six weeks',
    nextRunInDays: 21,
    invited: [
      ...joining.map(([name, topic, goal, work]) => ({ person: personNamed(name), joins: { goal, work, topic } })),
      ...thinkingAboutIt.map((name) => ({ person: personNamed(name), joins: null })),
    ],
  };
}
