import type { DemoChampion } from './champions.ts';
import type { DemoPerson } from './people.ts';
import { queueQuestions } from './queue-questions.ts';
import { seededRandom } from './random.ts';

/** Somebody who comes to a queue, and how long their turn takes. Minutes are counted from the opening. */
export type Visitor = {
  learner: DemoPerson;
  minute: number;
  turnMinutes: number;
  topic: string;
  question: string;
  whatHelped: string;
  helped: 'yes' | 'partly' | null;
};

/** A queue that was held: so many days before the seeding, at a full hour on the champion's wall. */
export type HeldQueue = { champion: DemoChampion; daysAgo: number; hour: number; visitors: readonly Visitor[] };

/** Somebody who waits when the seeding is done. */
export type InLine = {
  learner: { id: string; timeZone: string };
  minutesAgo: number;
  topic: string | null;
  question: string;
  anonymity?: 'until-claimed' | 'for-good';
  groupable?: boolean;
  /** Waits with whoever came before them. */
  together?: boolean;
  /** A champion has passed it to a specialist, with this note. */
  escalatedWith?: string;
};

export type DemoQueues = {
  /** Set up; the first of them is open. */
  setUp: readonly { champion: DemoChampion; name: string; order: 'first-come' | 'fewer-recent-helps-first' }[];
  held: readonly HeldQueue[];
  open: {
    host: DemoChampion;
    note: string;
    /** Helps there too, and is with the first of those who came. */
    helper: DemoChampion;
    line: readonly InLine[];
  };
  /** What a champion made of a ticket, for everybody. */
  answer: { champion: DemoChampion; topic: string; question: string; answer: string };
};

const line: readonly Omit<InLine, 'learner'>[] = [
  {
    minutesAgo: 17,
    topic: 'reporting',
    question: 'My weekly report needs a summary for the board.',
  },
  {
    minutesAgo: 14,
    topic: 'pivot-tables',
    question: 'Why does my pivot table show the same shop twice?',
    groupable: true,
  },
  {
    minutesAgo: 9,
    topic: 'pivot-tables',
    question: 'Mine does that too, with months.',
    together: true,
  },
  {
    minutesAgo: 8,
    topic: 'excel-formulas',
    question: 'I have said for years that I know VLOOKUP. I do not. Can we start from zero?',
    anonymity: 'until-claimed',
  },
  {
    minutesAgo: 6,
    topic: 'policy-and-privacy',
    question: 'I pasted a list with customer names into a free tool last week. What should I do now?',
    anonymity: 'for-good',
  },
  {
    minutesAgo: 5,
    topic: 'power-automate',
    question: 'My flow stopped with a message about a gateway that nobody here knows.',
    escalatedWith: 'The gateway is out of my reach. The flow itself is fine.',
  },
  {
    minutesAgo: 2,
    topic: null,
    question: 'Where do I begin? Everybody else seems to have begun.',
  },
];

const weeksHeld = 4;
const visitorsEach = 6;

/** The queues of the demo organisation; the same people and turns each time. */
export function demoQueues(
  championNamed: (displayName: string) => DemoChampion,
  learners: readonly DemoPerson[],
): DemoQueues {
  const [marcus, tiago] = [championNamed('Marcus Bell'), championNamed('Tiago Nunes')];
  const random = seededRandom('queues of caldervale.example');
  const held = (champion: DemoChampion, daysAgo: number, hour: number): HeldQueue => {
    const people = random.shuffle(learners).slice(0, visitorsEach);
    // Most come soon after the opening.
    const minutes = people.map(() => Math.floor(55 * random.fraction() ** 2)).sort((a, b) => a - b);
    const visitors = people.map((learner, nth): Visitor => {
      const [topic, question, whatHelped] = random.pick(queueQuestions);
      // Lognormal, as turns are: a median of eight minutes, one in ten more than twenty.
      const normal = Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
      const turnMinutes = Math.min(40, Math.max(2, 8 * Math.exp(0.7 * normal)));
      const helped = nth % 4 === 3 ? null : nth % 4 === 2 ? ('partly' as const) : ('yes' as const);
      return { learner, minute: minutes[nth] ?? 0, turnMinutes, topic, question, whatHelped, helped };
    });
    return { champion, daysAgo, hour, visitors };
  };
  const weeks = Array.from({ length: weeksHeld }, (_, nth) => 7 * (weeksHeld - nth));
  const people = random.shuffle(learners);
  return {
    setUp: [
      { champion: marcus, name: 'Reports and spreadsheets', order: 'first-come' },
      { champion: tiago, name: 'Spreadsheet clinic', order: 'fewer-recent-helps-first' },
    ],
    held: weeks.flatMap((daysAgo) => [held(marcus, daysAgo - 1, 14), held(tiago, daysAgo - 3, 11)]),
    open: {
      host: marcus,
      note: 'Bring the file, however it looks.',
      helper: championNamed('Elena Ruiz'),
      line: line.map((asked, nth) => ({ ...asked, learner: people[nth] as DemoPerson })),
    },
    answer: {
      champion: marcus,
      topic: 'pivot-tables',
      question: 'The pivot table does not see the rows I added. What now?',
      answer:
        'Turn the range under it into a table first (Ctrl+T), then point the pivot at the table. From then on it grows with the data, and one Refresh is enough. If the numbers are still old, look whether the file opened in protected view.',
    },
  };
}
