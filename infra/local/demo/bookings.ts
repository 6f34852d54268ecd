import type { DemoChampion } from './champions.ts';
import { comingSessions } from './coming-sessions.ts';
import { pastSessions } from './past-sessions.ts';
import type { DemoPerson } from './people.ts';
import type { Plan, Somebody } from './plan.ts';

/**
 * A session to book while seeding. With the clock at `weeks` calendar weeks from now on the champion's wall (negative: ago),
 * the learner takes the champion's first free slot. Taken in this order, every plan finds one within seven days and within
 * the champion's capacity, past ones are over by now, and Luis Herrera is full this week and the next two.
 */
export type BookingPlan = {
  learner: DemoPerson;
  champion: DemoChampion;
  weeks: number;
  topic: string;
  question: string;
  /** What came of it; null for what is still to come. */
  outcome: string | null;
};

/** Finds somebody for a plan; each person once. */
export type Take = (somebody: Somebody) => DemoPerson;

/** Takes people from those whom plans may have. */
export function takeFrom(learners: readonly DemoPerson[]): Take {
  const taken = new Set<DemoPerson>();
  return ([department, office, language]) => {
    const somebody = learners.find(
      (person) =>
        !taken.has(person) &&
        person.department === department &&
        person.office === office &&
        (language === undefined || person.languages[0] === language),
    );
    if (!somebody) throw new Error(`Nobody is left in ${department}, ${office}, for another session.`);
    taken.add(somebody);
    return somebody;
  };
}

/** Twenty-five past sessions and fourteen coming ones, the oldest first. */
export function demoBookings(
  personNamed: (displayName: string) => DemoPerson,
  champions: readonly DemoChampion[],
  take: Take,
): BookingPlan[] {
  return planBookings([...pastSessions, ...comingSessions], { personNamed, champions, take });
}

/** The plans with the people they name. */
export function planBookings(
  plans: readonly Plan[],
  {
    personNamed,
    champions,
    take,
  }: {
    personNamed: (displayName: string) => DemoPerson;
    champions: readonly DemoChampion[];
    take: Take;
  },
): BookingPlan[] {
  return plans.map(([learner, championName, weeks, topic, question, outcome = null]) => {
    const champion = champions.find(({ person }) => person.displayName === championName);
    if (!champion) throw new Error(`${championName} is not a champion.`);
    return {
      learner: typeof learner === 'string' ? personNamed(learner) : take(learner),
      champion,
      weeks,
      topic,
      question,
      outcome,
    };
  });
}
