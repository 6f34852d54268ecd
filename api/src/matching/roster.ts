import { type Champion, lovedStems } from './champion.ts';

/** Champions by one fact: who is alike has the same code, and `examples[code]` is one of them. */
export type Column = { codes: Uint32Array; examples: readonly Champion[] };

/** Positions of the champions who have something to do with a topic, a word or a department. */
export type Postings = ReadonlyMap<string, readonly number[]>;

/**
 * Champions laid out for ranking: what only few have in common can be looked up, and of what many have in common every
 * variant is judged once. Costs some 10 µs a champion, so keep it for as long as the champions do not change.
 */
export type Roster = {
  champions: readonly Champion[];
  positions: ReadonlyMap<string, number>;
  knowing: Postings;
  helpedWith: Postings;
  loving: Postings;
  helpedIn: Postings;
  columns: Record<keyof typeof facts, Column>;
};

/** What makes two champions alike, as text. Pauses and zones only matter to the load of those who may not be bookable. */
const facts = {
  department: ({ department }: Champion) => department,
  language: ({ languages }: Champion) => languages.join(' '),
  sharedHours: ({ timeZone }: Champion) => timeZone ?? '',
  office: ({ office }: Champion) => office ?? '',
  wentWell: ({ outcomes }: Champion) => (outcomes ? `${outcomes.helped} ${outcomes.didNot}` : ''),
  soon: ({ nextFreeSlot }: Champion) => nextFreeSlot?.epochMilliseconds ?? '',
  room: ({ capacityPerWeek, bookedThisWeek, pausedUntil, timeZone }: Champion) => {
    const load = `${capacityPerWeek} ${bookedThisWeek}`;
    return pausedUntil || bookedThisWeek >= capacityPerWeek ? `${load} ${pausedUntil ?? ''} ${timeZone ?? ''}` : load;
  },
};

/** In the order in which the criteria add their points. */
export const columnNames = Object.keys(facts) as (keyof typeof facts)[];

/** Those without any capacity are left out: nobody is ever sent to them. */
export function gather(all: readonly Champion[]): Roster {
  const champions = all.filter(({ capacityPerWeek }) => capacityPerWeek > 0);
  const columns = Object.entries(facts).map(([name, fact]) => [name, columnOf(champions, fact)]);
  return {
    champions,
    positions: new Map(champions.map(({ personId }, position) => [personId, position])),
    knowing: postingsOf(champions, ({ skills }) => skills.map(({ topic }) => topic)),
    helpedWith: postingsOf(champions, ({ helpedByTopic }) => Object.keys(helpedByTopic)),
    loving: postingsOf(champions, lovedStems),
    helpedIn: postingsOf(champions, ({ helpedByDepartment }) => Object.keys(helpedByDepartment)),
    columns: Object.fromEntries(columns) as Roster['columns'],
  };
}

function columnOf(champions: readonly Champion[], fact: (champion: Champion) => string | number): Column {
  const known = new Map<string | number, number>();
  const examples: Champion[] = [];
  const codes = new Uint32Array(champions.length);
  for (const [position, champion] of champions.entries()) {
    const value = fact(champion);
    let code = known.get(value);
    if (code === undefined) {
      code = examples.push(champion) - 1;
      known.set(value, code);
    }
    codes[position] = code;
  }
  return { codes, examples };
}

function postingsOf(champions: readonly Champion[], keys: (champion: Champion) => readonly string[]): Postings {
  const postings = new Map<string, number[]>();
  for (const [position, champion] of champions.entries()) {
    for (const key of keys(champion)) {
      const positions = postings.get(key);
      if (positions) positions.push(position);
      else postings.set(key, [position]);
    }
  }
  return postings;
}
