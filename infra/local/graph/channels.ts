import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { draftOf, type MessageDraft } from './message-draft.ts';
import { type ChannelMessage, createMessages, type MessageChange, type MessageStore } from './messages.ts';
import type { Organisation } from './organisation.ts';
import { type Channel, newChannel, newTeam, type Place, type Team, type Teams } from './teams.ts';

/** What there is in an organisation's Teams, as plain values that can be kept in a file. */
export type KeptChannels = {
  generation: string;
  teams: Team[];
  channels: Channel[];
  messages: readonly ChannelMessage[];
};

type Words = string | Partial<MessageDraft>;
/** When it is done; now, unless said. */
type When = { at?: Temporal.Instant };

/** What people do in Teams, and the product through Graph. Whoever does something is named by object id. */
export type Channels = Teams & {
  /** Links of another generation are too old. */
  generation: string;
  /** How many replies of a message come with it, before its own link to more. */
  repliesExpanded: number;
  createTeam(team: Partial<Team> & { name: string }): Team;
  addMember(teamId: string, personId: string): void;
  removeMember(teamId: string, personId: string): void;
  /** Adds the product's app to a team, which lets it read there. */
  installApp(teamId: string): void;
  /** Ends that, and every subscription to the team's channels. */
  uninstallApp(teamId: string): void;
  createChannel(teamId: string, channel: Partial<Channel> & { name: string }): Channel;
  deleteChannel(channelId: string): void;
  post(place: Place, personId: string, words: Words, when?: When): ChannelMessage;
  /** What another app, or Teams itself (`null`), writes. */
  postAs(from: { app: string } | null, place: Place, words: Words, when?: When): ChannelMessage;
  reply(root: ChannelMessage, personId: string, words: Words, when?: When): ChannelMessage;
  edit(message: ChannelMessage, words: Words, when?: When): void;
  delete(message: ChannelMessage, when?: When): void;
  undelete(message: ChannelMessage): void;
  /** Somebody has one reaction of a kind. */
  react(message: ChannelMessage, personId: string, reactionType: string, when?: When): void;
  unreact(message: ChannelMessage, personId: string, reactionType: string): void;
  nameOf(personId: string): string | null;
  messages: MessageStore;
  keep(): KeptChannels;
};

export type ChannelsOptions = {
  now: () => Temporal.Instant;
  teamsUrl: () => string;
  kept?: KeptChannels | undefined;
  /** Hears of each change of a message after it was made. */
  tell: (change: MessageChange) => void;
  /** The app may no longer read the channels of this team, or this one channel is gone. */
  shut: (channelIds: readonly string[]) => void;
};

/** The teams and channels of an organisation. Nothing is checked here: who may do what is Graph's to say. */
export function createChannels(organisation: Organisation, { now, kept, tell, ...options }: ChannelsOptions): Channels {
  const { teams, channels } = kept ?? { teams: [], channels: [] };
  const messages = createMessages(kept?.messages ?? [], now, tell);
  const add = (
    from: ChannelMessage['from'],
    { teamId, channelId }: Place,
    rootId: string | null,
    words: Words,
    when: When,
  ) => messages.add({ teamId, channelId, rootId, from, content: draftOf(words), event: null }, when.at);
  const all: Channels = {
    ...membership(teams, channels, options.shut),
    tid: organisation.tid,
    teamsUrl: options.teamsUrl,
    generation: kept?.generation ?? randomUUID(),
    repliesExpanded: 1_000,
    post: (place, personId, words, when = {}) => add({ personId }, place, null, words, when),
    postAs(from, { teamId, channelId }, words, { at } = {}) {
      const event = from === null ? { '@odata.type': '#microsoft.graph.teamsAppInstalledEventMessageDetail' } : null;
      return messages.add({ teamId, channelId, rootId: null, from, content: draftOf(words), event }, at);
    },
    reply: (root, personId, words, when = {}) => add({ personId }, root, root.id, words, when),
    edit(message, words, { at = now() } = {}) {
      messages.change(message, { content: draftOf(words), editedAt: at.epochMilliseconds }, at);
    },
    delete: (message, { at = now() } = {}) => messages.change(message, { deletedAt: at.epochMilliseconds }, at),
    undelete: (message) => messages.change(message, { deletedAt: null }),
    react(message, personId, reactionType, { at = now() } = {}) {
      if (message.reactions.some((each) => each.personId === personId && each.reactionType === reactionType)) return;
      const reaction = { reactionType, personId, at: at.epochMilliseconds };
      messages.change(message, { reactions: [...message.reactions, reaction] }, at);
    },
    unreact(message, personId, reactionType) {
      const left = message.reactions.filter((each) => each.personId !== personId || each.reactionType !== reactionType);
      if (left.length < message.reactions.length) messages.change(message, { reactions: left });
    },
    nameOf: (personId) => organisation.find(personId)?.displayName ?? null,
    messages,
    keep: () => ({ generation: all.generation, teams, channels, messages: messages.all() }),
  };
  return all;
}

function membership(teams: Team[], channels: Channel[], shut: ChannelsOptions['shut']) {
  const find = (teamId: string): Team => {
    const found = teams.find(({ id }) => id === teamId);
    if (!found) throw new Error(`the local Graph has no team ${teamId}`);
    return found;
  };
  return {
    teams,
    channels,
    createTeam(team: Partial<Team> & { name: string }) {
      const fresh = newTeam(team);
      teams.push(fresh);
      return fresh;
    },
    addMember(teamId: string, personId: string) {
      const { members } = find(teamId);
      if (members !== 'everybody' && !members.includes(personId)) members.push(personId);
    },
    removeMember(teamId: string, personId: string) {
      const team = find(teamId);
      if (team.members !== 'everybody') team.members = team.members.filter((id) => id !== personId);
    },
    installApp(teamId: string) {
      find(teamId).hasApp = true;
    },
    uninstallApp(teamId: string) {
      find(teamId).hasApp = false;
      shut(channels.filter((channel) => channel.teamId === teamId).map(({ id }) => id));
    },
    createChannel(teamId: string, channel: Partial<Channel> & { name: string }) {
      const fresh = newChannel(find(teamId).id, channel);
      channels.push(fresh);
      return fresh;
    },
    deleteChannel(channelId: string) {
      channels.splice(0, channels.length, ...channels.filter(({ id }) => id !== channelId));
      shut([channelId]);
    },
  };
}
