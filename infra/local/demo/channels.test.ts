import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { createChannels } from '../graph/channels.ts';
import { graphPeople } from '../graph/from-directory.ts';
import { createOrganisation } from '../graph/organisation.ts';
import { findPost, leadersChannel, writeDemoChannels } from './channels.ts';
import { leadersPosts } from './leaders-posts.ts';
import { demoOrganisation } from './organisation.ts';

const { tenantId, people } = demoOrganisation();
// A Sunday.
const now = Temporal.Instant.from('2026-11-22T09:00:00Z');

function open() {
  const organisation = createOrganisation(tenantId, graphPeople(people));
  return createChannels(organisation, { now: () => now, teamsUrl: () => '', tell: () => {}, shut: () => {} });
}

test('leaders wrote on working days, every reply came after its post, and nothing comes from the future', () => {
  const channels = open();
  writeDemoChannels(channels, people, now);
  const zones = new Map(people.map(({ id, timeZone }) => [id, timeZone]));
  for (const { rootId, from, createdAt, changedAt } of channels.messages.of(leadersChannel.channelId)) {
    const timeZone = zones.get(from && 'personId' in from ? from.personId : '') ?? 'UTC';
    const wall = Temporal.Instant.fromEpochMilliseconds(createdAt).toZonedDateTimeISO(timeZone);
    if (rootId === null) expect(wall.dayOfWeek).toBeLessThan(6);
    else expect(createdAt).toBeGreaterThan(Number(rootId));
    expect(changedAt).toBeLessThan(now.epochMilliseconds + 1_000);
  }
});

test('each planned post is found again, edited ones too', () => {
  const channels = open();
  writeDemoChannels(channels, people, now);
  const found = leadersPosts.map(({ by, daysAgo }) => findPost(channels, by, daysAgo));
  expect(new Set(found.map(({ id }) => id)).size).toBe(leadersPosts.length);
  expect(found.filter(({ editedAt }) => editedAt !== null)).toHaveLength(1);
});
