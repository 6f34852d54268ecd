import { randomUUID } from 'node:crypto';
import type { Draft, DraftContent, Post } from '../../api/src/leadership/schema.ts';
import { insertChannel } from '../../api/src/leadership/store/channel.ts';
import type { Channels } from '../../infra/local/graph/channels.ts';
import type { ChannelMessage } from '../../infra/local/graph/messages.ts';
import type { Place } from '../../infra/local/graph/teams.ts';
import type { Door } from './door.ts';
import { type Hired, hire, type Organisation } from './organisation.ts';

/** An organisation with a channel for leaders, and what is in it. */
export type Desk = {
  organisation: Organisation;
  channels: Channels;
  place: Place;
  channelKey: string;
  leader: Hired;
  learner: Hired;
  /** What stands in the channel by itself, the oldest first, deleted messages apart. */
  posts(): ChannelMessage[];
  replies(): ChannelMessage[];
};

/** A team of everybody with the app in it, its channel chosen, a leader, and somebody who is none. */
export async function openDesk(door: Door): Promise<Desk> {
  const organisation = await door.found();
  const { tenantId } = organisation;
  const leader = await hire(organisation, { name: 'Rosa Lima', roles: ['leader'] });
  const learner = await hire(organisation, { name: 'Tom Ferreira' });
  const channels = door.world.graph.channels(tenantId);
  const team = channels.createTeam({ name: 'Whole company', members: 'everybody' });
  channels.installApp(team.id);
  const channel = channels.createChannel(team.id, { name: 'Leaders learning AI' });
  const channelKey = randomUUID();
  const { db, now } = door.world.deps;
  const chosen = { channelKey, teamId: team.id, channelId: channel.id, teamName: team.name, channelName: channel.name };
  await db.transaction(tenantId, (tx) =>
    insertChannel(tx, { ...chosen, webUrl: 'https://teams.example/', chosenAt: now(), chosenBy: leader.personId }),
  );
  const there = () => channels.messages.of(channel.id).filter(({ deletedAt }) => deletedAt === null);
  return {
    organisation,
    channels,
    place: { teamId: team.id, channelId: channel.id },
    channelKey,
    leader,
    learner,
    posts: () => there().filter(({ rootId }) => rootId === null),
    replies: () => there().filter(({ rootId }) => rootId !== null),
  };
}

export const content = (learned: string, more: Partial<DraftContent> = {}): DraftContent => ({
  sections: [
    { prompt: 'tried', html: '' },
    { prompt: 'learned', html: `<p>${learned}</p>` },
  ],
  link: null,
  topics: [],
  imageAlt: '',
  ...more,
});

/** Keeps a draft in the place of whatever there is, and answers it. */
export async function write(door: Door, leader: Hired, draft: DraftContent): Promise<Draft> {
  const { version } = (await door.ask(leader, 'GET /api/leadership/draft')).json<Draft>();
  const kept = await door.ask(leader, 'PUT /api/leadership/draft', { content: draft, version });
  if (kept.status !== 200) throw new Error(kept.body);
  return kept.json<Draft>();
}

/** Posts what a leader writes, through the product. */
export async function post(door: Door, leader: Hired, words = 'Pivot tables need names'): Promise<Post> {
  const { version } = await write(door, leader, content(words));
  const posted = await door.ask(leader, 'POST /api/leadership/posts', { version });
  if (posted.status !== 201) throw new Error(posted.body);
  return posted.json<Post>();
}
