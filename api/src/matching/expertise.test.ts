import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildExpertise } from './expertise.ts';

const experts = [
  {
    id: 'ana',
    texts: [
      'Pivot tables from messy sales exports. I clean the columns first, then group by region and month.',
      'Why a lookup formula returns an error, and how to write it so that it never does',
      'Charts for the monthly sales report that the board understands at a glance',
    ],
  },
  {
    id: 'rui',
    texts: [
      'Resumir atas de reuniões com o Copilot e tirar delas uma lista de tarefas',
      'Tradução de contratos para inglês, com um glossário da casa',
    ],
  },
  {
    id: 'kim',
    texts: [
      'Unit tests written with a coding assistant: what to check before you trust them',
      'Reviewing pull requests with GitHub Copilot in a large TypeScript repository',
    ],
  },
];

const pivotGoal = 'pivot tables from a sales export';
const words = fc.constantFrom(
  ...'pivot table sales contract tradução meeting minutes código chart review python the of e de'.split(' '),
);
const anyText = fc.array(words, { maxLength: 12 }).map((all) => all.join(' '));
const anyExperts = fc.uniqueArray(
  fc.record({ id: fc.string({ maxLength: 3 }), texts: fc.array(anyText, { maxLength: 4 }) }),
  { selector: ({ id }) => id, maxLength: 6 },
);

function scoreOf(texts: string[], goal: string): number {
  return buildExpertise([{ id: 'one', texts }])
    .score(goal)
    .get('one') as number;
}

function ranking(goal: string): string[] {
  return [...buildExpertise(experts).score(goal)].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

describe('expertise', () => {
  it('says the same of those above a limit, and nothing of the others', () => {
    fc.assert(
      fc.property(anyExperts, anyText, fc.double({ min: 0, max: 1, noNaN: true }), (all, goal, least) => {
        const expertise = buildExpertise(all);
        const above = [...expertise.score(goal)].filter(([, score]) => score > least);
        expect([...expertise.scoreAbove(least, goal)]).toEqual(above);
      }),
    );
  });

  it('puts the expert first who wrote about the goal', () => {
    expect(ranking(pivotGoal)[0]).toBe('ana');
    expect(ranking('summarise the minutes of our meetings: resumo de reuniões')[0]).toBe('rui');
    expect(ranking('reviews of code that an assistant wrote')[0]).toBe('kim');
  });

  it('gives one expert more for a goal of theirs than for another, whatever their lengths', () => {
    const { score } = buildExpertise(experts);
    const own = [
      pivotGoal,
      'pivot',
      `${pivotGoal}, ${'because our regional managers wait for the numbers. '.repeat(6)}`,
    ];
    const others = [
      'translate',
      'translate a contract',
      `A contract to translate. ${'It has many pages of small print. '.repeat(9)}`,
    ];
    for (const goal of own) {
      for (const other of others) {
        expect(score(goal).get('ana'), `${goal} / ${other}`).toBeGreaterThan(score(other).get('ana') as number);
      }
    }
  });

  it('weighs words by how telling they are, even for a single expert', () => {
    const texts = ['A simple method to present the results of a project: kanban for accountants'];
    expect(scoreOf(texts, 'kanban')).toBeGreaterThan(scoreOf(texts, 'results') * 1.2);
    expect(scoreOf(texts, 'kanban for a large group of people')).toBeGreaterThan(
      scoreOf(texts, 'present the results of origami'),
    );
  });

  it('does not take the field of one expert for common, however much they write about it', () => {
    const prolific = { id: 'p', texts: Array.from({ length: 9 }, (_, i) => `kanban board ${'abcdefghi'[i]}x`) };
    const other = { id: 'o', texts: ['kanban once', 'origami once'] };
    const scores = (goal: string) => buildExpertise([prolific, other]).score(goal).get('o') as number;
    expect(scores('kanban')).toBeGreaterThan(scores('origami') * 0.9);
  });

  it('hears words that stand together', () => {
    const goal = 'customer churn forecast';
    expect(scoreOf(['customer churn'], goal)).toBeGreaterThan(scoreOf(['churn customer'], goal));
  });

  it('does not let one word, said over and over, drown the rest', () => {
    const text = `${'kanban, '.repeat(20)} and invoices`;
    expect(scoreOf([text], 'invoices')).toBeGreaterThan(scoreOf([text], 'kanban') / 5);
  });

  it('counts the opening of a text more than its end', () => {
    const filler = 'invoices suppliers warehouses budgets holidays rooms desks chairs lamps curtains';
    expect(scoreOf([`Kanban. ${filler}`], 'kanban')).toBeGreaterThan(scoreOf([`${filler}. Kanban`], 'kanban'));
  });

  it.each([
    ['summarising meetings', 'summarised meeting'],
    ['optimisation', 'optimizer'],
    ['tradução de relatórios', 'traducoes do relatorio'],
    ['análises estatísticas', 'ANALISE ESTATISTICA'],
  ])('takes forms of a word for the same: %s, %s', (written, asked) => {
    expect(scoreOf([written], asked)).toBeCloseTo(scoreOf([written], written), 6);
  });

  it('tells nothing from empty words, numbers and signs', () => {
    const { score } = buildExpertise([...experts, { id: 'new', texts: [] }, { id: 'blank', texts: ['', ' \n'] }]);
    for (const goal of ['', ' ', 'how do I help with this, please?', 'como posso fazer isto', '2026 42', '… 🙂']) {
      expect([...score(goal)]).toEqual(['ana', 'rui', 'kim', 'new', 'blank'].map((id) => [id, 0]));
    }
    expect(score(pivotGoal).get('new')).toBe(0);
    expect(buildExpertise([]).score(pivotGoal).size).toBe(0);
  });

  it('counts a text given twice once, and an expert given twice as one', () => {
    const [ana, ...rest] = experts as [(typeof experts)[0], ...typeof experts];
    const once = buildExpertise(experts).score(pivotGoal);
    const [first, ...others] = ana.texts as [string, ...string[]];
    const twice = [{ id: 'ana', texts: [first, `${first} `, first] }, ...rest, { id: 'ana', texts: others }];
    expect(buildExpertise(twice).score(pivotGoal)).toEqual(once);
  });

  it('does not let a long text about something else hide a good one', () => {
    const good = 'Pivot tables from sales exports';
    const long = 'Watering the plants of the third floor while their owners are away. '.repeat(200);
    expect(scoreOf([good, long], pivotGoal)).toBeCloseTo(scoreOf([good], pivotGoal), 9);
  });

  it('never scores an expert lower for one text more', () => {
    fc.assert(
      fc.property(anyExperts, fc.array(anyText, { maxLength: 5 }), anyText, anyText, (others, texts, more, goal) => {
        const score = (own: string[]) => buildExpertise([...others, { id: 'the one', texts: own }]).score(goal);
        const before = score(texts).get('the one') as number;
        expect(score([...texts, more]).get('the one')).toBeGreaterThanOrEqual(before - 1e-6);
      }),
    );
  });

  it('does not depend on the order of experts or texts, nor on goals asked before', () => {
    fc.assert(
      fc.property(anyExperts, fc.array(anyText, { minLength: 1, maxLength: 3 }), (some, goals) => {
        const expertise = buildExpertise(some);
        const backwards = buildExpertise(
          [...some].reverse().map(({ id, texts }) => ({ id, texts: [...texts].reverse() })),
        );
        for (const goal of [...goals, ...goals]) {
          expect(new Map([...backwards.score(goal)].sort())).toEqual(new Map([...expertise.score(goal)].sort()));
        }
      }),
    );
  });

  it('is not changed by experts who wrote nothing', () => {
    fc.assert(
      fc.property(anyExperts, anyText, (some, goal) => {
        const silent = { id: 'silent', texts: [''] };
        const scores = buildExpertise([...some, silent]).score(goal);
        scores.delete('silent');
        expect(scores).toEqual(buildExpertise(some).score(goal));
      }),
    );
  });

  it('gives every expert a score from 0 to 1, whatever is written', () => {
    // Any UTF-16 at all, halves of characters included.
    const anyUnits = fc.uint16Array({ maxLength: 40 }).map((units) => String.fromCharCode(...units));
    const wild = fc.oneof(anyText, anyUnits);
    const texts = fc.array(wild, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.string(), texts }), { maxLength: 4 }), wild, (some, goal) => {
        const scores = buildExpertise(some).score(goal);
        expect([...scores.keys()].sort()).toEqual([...new Set(some.map(({ id }) => id))].sort());
        expect([...scores.values()].filter((score) => !(score >= 0 && score <= 1))).toEqual([]);
      }),
    );
  });

  it('gives no more than 1 to somebody who wrote the very goal, over and over', () => {
    for (let length = 1; length < 60; length++) {
      const goal = Array.from({ length }, (_, i) => `word${String.fromCharCode(97 + (i % 26), 97 + i / 26)}`).join(' ');
      const texts = Array.from({ length: 12 }, (_, i) => `${goal}${'.'.repeat(i)}`);
      expect(scoreOf(texts, goal)).toBeCloseTo(1, 6);
      expect(scoreOf(texts, goal)).toBeLessThanOrEqual(1);
    }
  });

  it('reads a text as long as a book', () => {
    const long = Array.from({ length: 50_000 }, (_, i) => `w${(i * 7919) % 40_000}x`).join(' ');
    expect(scoreOf([long, 'kanban'], 'kanban')).toBeGreaterThan(0);
  });
});
