import type { BookingPlan, Take } from './bookings.ts';
import type { DemoChampion } from './champions.ts';
import type { DemoPerson } from './people.ts';
import type { Plan, Somebody } from './plan.ts';
import { sharedAnswers } from './shared-answers.ts';

/** Somebody who wants a session, and what for. */
export type Asking = { learner: DemoPerson; question: string };

/** What happens beside and after the bookings, in the order of seeding. */
export type DemoScenes = {
  /** Sessions of several learners; who is in `waiting` came when the session was full. */
  groups: readonly {
    champion: DemoChampion;
    seats: number;
    topic: string;
    learners: readonly Asking[];
    waiting: readonly Asking[];
  }[];
  /** Who waits for a champion with nothing free, first come first; then a session is given back and offered to the first. */
  line: { champion: DemoChampion; topic: string; waiting: readonly Asking[]; givenBack: BookingPlan };
  /** Regular sessions from `weeks` from now on, on that weekday (ISO). */
  series: Asking & {
    mentor: DemoChampion;
    weeks: number;
    weekday: number;
    everyWeeks: number;
    sessions: number;
    topic: string;
  };
  /** A past session to which the learner did not come. */
  missed: BookingPlan;
  /** A past session that its learner called off two hours before. */
  calledOffLate: BookingPlan & { note: string };
  answers: readonly { champion: DemoChampion; daysAgo: number; topic: string; question: string; answer: string }[];
};

type Asker = readonly [learner: string | Somebody, question: string];

const full: { learners: readonly Asker[]; waiting: readonly Asker[] } = {
  learners: [
    [['Sales', 'Lisbon'], 'My adverts for shop partners read like contracts.'],
    [['Customer Care', 'Lisbon'], 'How do I write down an interview without writing down gossip?'],
    [['Supply Chain', 'Singapore'], 'A first advert for a planner, in English that a planner would like.'],
    [['Marketing', 'Lisbon'], 'Rejections that leave people willing to apply again.'],
  ],
  waiting: [
    [['Facilities', 'Lisbon'], 'We look for a technician every spring and start from nothing each time.'],
    [['Technology', 'Lisbon'], 'What must I never let it decide about an applicant?'],
  ],
};

const clinic: readonly Asker[] = [
  [['Facilities', 'Singapore'], 'What is a prompt, really?'],
  [['Supply Chain', 'Singapore'], 'I would like to watch others first.'],
  [['Marketing', 'Singapore'], 'Where do I see whether it made something up?'],
];

const line: readonly Asker[] = [
  ['Inês Carvalho', 'You said ten minutes are enough. I would like to try mine with you.'],
  [['Sales', 'New York'], 'I gave up twice. Third time with somebody beside me.'],
  [['Technology', 'New York'], 'Release notes for people who do not read release notes.'],
];

const missed: Plan = [
  ['Sales', 'Lisbon'],
  'Chua Wen Hao',
  -2,
  'power-automate',
  'Approvals for samples, from Lisbon to Singapore.',
];
const calledOffLate: Plan = [
  ['Sales', 'New York'],
  'Sofia Marques',
  -3,
  'customer-replies',
  'A reply to a shop that wants its money back after two years.',
];

export function demoScenes({
  personNamed,
  championNamed,
  take,
  bookings,
}: {
  personNamed: (displayName: string) => DemoPerson;
  championNamed: (displayName: string) => DemoChampion;
  take: Take;
  bookings: readonly BookingPlan[];
}): DemoScenes {
  const find = (learner: string | Somebody) => (typeof learner === 'string' ? personNamed(learner) : take(learner));
  const asking = (askers: readonly Asker[]): Asking[] =>
    askers.map(([learner, question]) => ({ learner: find(learner), question }));
  const planned = ([learner, champion, weeks, topic, question]: Plan): BookingPlan => {
    return { learner: find(learner), champion: championNamed(champion), weeks, topic, question, outcome: null };
  };
  const busiest = championNamed('Luis Herrera');
  const givenBack = bookings.findLast(({ champion, weeks }) => champion === busiest && weeks === 1);
  if (!givenBack) throw new Error('Nobody has a session of Luis Herrera to give back.');
  return {
    groups: [
      {
        champion: championNamed('Joana Pires'),
        seats: 4,
        topic: 'hiring',
        learners: asking(full.learners),
        waiting: asking(full.waiting),
      },
      {
        champion: championNamed('Nur Hidayah Osman'),
        seats: 8,
        topic: 'prompt-basics',
        learners: asking(clinic),
        waiting: [],
      },
    ],
    line: { champion: busiest, topic: 'prompt-basics', waiting: asking(line), givenBack },
    series: {
      learner: personNamed('Inês Carvalho'),
      mentor: championNamed('Diogo Salgado'),
      weeks: 2,
      weekday: 2,
      everyWeeks: 2,
      sessions: 6,
      topic: 'sql',
      question: 'From my spreadsheets to my first own query, one step each time.',
    },
    missed: planned(missed),
    calledOffLate: { ...planned(calledOffLate), note: 'The shop called. I have to drive there now, sorry.' },
    answers: sharedAnswers.map(([champion, ...answer]) => {
      const [daysAgo, topic, question, text] = answer;
      return { champion: championNamed(champion), daysAgo, topic, question, answer: text };
    }),
  };
}
