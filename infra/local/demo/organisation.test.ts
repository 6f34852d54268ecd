import { isTopic } from '@open-door/api/topics/label.ts';
import { describe, expect, it } from 'vitest';
import { demoCsv, demoOrganisation } from './organisation.ts';

const organisation = demoOrganisation();
const { people, champions, bookings, cast } = organisation;
const byUsername = new Map(people.map((person) => [person.userPrincipalName, person]));
const reports = Map.groupBy(people, (person) => byUsername.get(person.manager));

describe('the people of the demo organisation', () => {
  it('are about 250 in ten departments, three offices and five languages', () => {
    expect(people.length).toBeGreaterThan(240);
    expect(people.length).toBeLessThan(260);
    expect(new Set(people.map((person) => person.department)).size).toBe(10);
    expect(new Set(people.map((person) => person.timeZone))).toEqual(
      new Set(['Europe/Lisbon', 'America/New_York', 'Asia/Singapore']),
    );
    expect(new Set(people.map((person) => person.preferredLanguage.split('-')[0]))).toEqual(
      new Set(['en', 'pt', 'es', 'zh', 'fr']),
    );
  });

  it('have ids, usernames and names of their own', () => {
    for (const key of ['id', 'userPrincipalName', 'displayName'] as const) {
      expect(new Set(people.map((person) => person[key])).size).toBe(people.length);
    }
    for (const person of people) {
      expect(person.userPrincipalName).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*@caldervale\.example$/);
      expect(person.preferredLanguage.split('-')[0]).toBe(person.languages[0]);
    }
  });

  it('report to one head, nobody in a circle, nobody more than five steps below', () => {
    expect(people.filter((person) => person.manager === '').map((person) => person.jobTitle)).toEqual([
      'Chief Executive Officer',
    ]);
    for (const person of people) {
      let steps = 0;
      for (let above = person; above.manager !== ''; steps++) {
        above = byUsername.get(above.manager) ?? expect.fail(`${above.displayName} has an unknown manager`);
        if (steps > 5) expect.fail(`${person.displayName} is too far from the head`);
      }
    }
  });

  it('work in teams of four to nine under every manager of a team', () => {
    for (const [manager, team] of reports) {
      if (manager && team.every((person) => !reports.has(person))) {
        expect(team.length, manager.jobTitle).toBeGreaterThanOrEqual(4);
        expect(team.length, manager.jobTitle).toBeLessThanOrEqual(9);
      }
    }
  });

  it('are the same every time', () => {
    expect(demoOrganisation()).toEqual(organisation);
    expect(cast[0]?.person.id).toBe('a8e7c6f7-7df5-5c9e-86be-2592f31c3adc');
  });

  it('are written as an Entra file, one line each', () => {
    const lines = demoCsv().trimEnd().split('\n');
    expect(lines).toHaveLength(people.length + 1);
    // Some titles have a comma and stand in quotes.
    expect(lines.every((line) => line.replaceAll(/"[^"]*"/g, '').split(',').length === 12)).toBe(true);
  });
});

describe('the champions', () => {
  it('are eighteen, four of them mentors, in every department but Facilities and in every office', () => {
    expect(champions).toHaveLength(18);
    expect(champions.filter((champion) => champion.kind === 'mentor')).toHaveLength(4);
    expect(new Set(champions.map((champion) => champion.person.department)).size).toBe(9);
    expect(new Set(champions.map((champion) => champion.person.office)).size).toBe(3);
    expect(champions.filter((champion) => champion.pausedForDays !== null)).toHaveLength(1);
  });

  it('have skills and bookings in topics that the product knows', () => {
    const topics = [
      ...champions.flatMap(({ skills }) => skills.map(({ topic }) => topic)),
      ...bookings.map(({ topic }) => topic),
    ];
    expect(topics.filter((topic) => !isTopic(topic))).toEqual([]);
    for (const { champion, topic } of bookings) expect(champion.skills.map((skill) => skill.topic)).toContain(topic);
  });

  it('have hours that hold at least one session', () => {
    for (const { windows, sessionMinutes, person } of champions) {
      for (const { startsAt, endsAt } of windows) {
        const length = (minutes(endsAt) - minutes(startsAt) + 1_440) % 1_440;
        expect(length, person.displayName).toBeGreaterThanOrEqual(sessionMinutes);
      }
    }
  });
});

it('gives the people to look at the product as: two learners with a goal, and one of each other role', () => {
  expect(cast.filter((member) => member.goal !== null)).toHaveLength(2);
  expect(new Set(cast.map((member) => member.person)).size).toBe(7);
  expect(organisation.specialists).toHaveLength(2);
  expect(cast.map((member) => member.person)).toContain(organisation.owner);
});

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
