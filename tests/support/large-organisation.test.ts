import { describe, expect, it } from 'vitest';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import { largeOrganisation } from './large-organisation.ts';

const { people, csv } = largeOrganisation();
const byUsername = new Map(people.map((person) => [person.userPrincipalName, person]));

function countBy(key: (person: DirectoryPerson) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const person of people) counts.set(key(person), (counts.get(key(person)) ?? 0) + 1);
  return counts;
}

/** How many managers stand above somebody; fails on a circle or an unknown manager. */
function depth(person: DirectoryPerson): number {
  let steps = 0;
  for (let above = person; above.manager !== ''; steps++) {
    const manager = byUsername.get(above.manager);
    if (!manager) throw new Error(`${above.userPrincipalName} has an unknown manager`);
    if (steps > 20) throw new Error(`${person.userPrincipalName} reports in a circle`);
    above = manager;
  }
  return steps;
}

describe('the generated large organisation', () => {
  it('has 33,702 people with ids and usernames of their own', () => {
    expect(people).toHaveLength(33_702);
    expect(byUsername.size).toBe(33_702);
    expect(new Set(people.map((person) => person.id)).size).toBe(33_702);
    expect(
      people.every((person) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(person.id)),
    ).toBe(true);
  });

  it('has 36 very unequal departments and 1,119 titles with a long tail', () => {
    const departments = [...countBy((person) => person.department).values()].sort((a, b) => b - a);
    const titles = [...countBy((person) => person.jobTitle).values()].sort((a, b) => b - a);
    expect(departments).toHaveLength(36);
    expect(departments[0]).toBeGreaterThan(13_000);
    expect(departments.at(-1)).toBe(1);
    expect(titles).toHaveLength(1_119);
    expect(titles[0]).toBeGreaterThan(9_000);
    expect(titles.filter((count) => count <= 5).length).toBeGreaterThan(650);
    expect(new Set(people.map((person) => `${person.department}|${person.jobTitle}`)).size).toBe(1_977);
  });

  it('has one head, no circles and seven levels, most people five steps below the head', () => {
    const levels = [0, 0, 0, 0, 0, 0, 0];
    for (const person of people) {
      const level = depth(person);
      levels[level] = (levels[level] ?? 0) + 1;
    }
    expect(levels).toHaveLength(7);
    expect(levels.slice(0, 2)).toEqual([1, 44]);
    expect(levels.indexOf(Math.max(...levels))).toBe(5);
    const reports = countBy((person) => person.manager);
    expect(reports.size - 1).toBeGreaterThan(3_700);
  });

  it('has namesakes, but not many', () => {
    const namesakes = people.length - countBy((person) => person.displayName).size;
    expect(namesakes).toBeGreaterThan(100);
    expect(namesakes).toBeLessThan(600);
  });

  it('writes the columns of the real export, one line per person', () => {
    const lines = csv().split('\n');
    expect(lines[0]).toBe(
      'id,userPrincipalName,displayName,givenName,surname,jobTitle,department,accountEnabled,usageLocation,preferredLanguage,manager',
    );
    expect(lines).toHaveLength(33_702 + 2);
    expect(lines[1]?.split(',')).toHaveLength(11);
  });

  it('is the same for the same seed and another for another', () => {
    const some = (seed: string) => largeOrganisation({ seed, people: 200 }).csv();
    expect(some('a')).toBe(some('a'));
    expect(some('a')).not.toBe(some('b'));
  });

  it('keeps its shape when small and refuses to be smaller than its departments', () => {
    for (const count of [36, 60, 500]) {
      const small = largeOrganisation({ people: count }).people;
      expect(small).toHaveLength(count);
      expect(new Set(small.map((person) => person.department)).size).toBe(36);
      expect(small.filter((person) => person.manager === '')).toHaveLength(1);
    }
    expect(() => largeOrganisation({ people: 35 })).toThrow(RangeError);
  });
});
