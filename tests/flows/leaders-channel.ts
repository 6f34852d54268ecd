import { serve } from '@hono/node-server';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { followChannel } from '../../api/src/leadership/actions/keep-in-step.ts';
import type { ChannelStanding } from '../../api/src/leadership/schema.ts';
import type { Channels } from '../../infra/local/graph/channels.ts';
import type { ChannelMessage } from '../../infra/local/graph/messages.ts';
import type { Place } from '../../infra/local/graph/teams.ts';
import { type Door, openDoor } from '../support/door.ts';
import { type Hired, hire, type Organisation } from '../support/organisation.ts';

// Set anew before each test of the file that calls `beginWithTeam`; the door stays open throughout.
export let door: Door & { apiUrl: string };
export let team: Team;

/** Gives each test a team of its own, and a Graph without faults that tells of everything. */
export function beginWithTeam(): void {
  beforeAll(async () => {
    door = await openReachableDoor();
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    team = await openTeam(door);
  });
  afterEach(() => {
    door.world.graph.faults.clear();
    door.world.graph.notifications.release();
    door.world.setNow(undefined);
  });
}

/** The real app where Graph reaches it, for tests of what Graph tells. */
async function openReachableDoor(): Promise<Door & { apiUrl: string }> {
  let door: Door | undefined;
  let server: ReturnType<typeof serve> | undefined;
  const apiUrl = await new Promise<string>((resolve) => {
    const fetch = (request: Request) => door?.world.app.fetch(request) ?? new Response(null, { status: 503 });
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://127.0.0.1:${port}`));
  });
  const opened = await openDoor({ API_URL: apiUrl });
  door = opened;
  return {
    ...opened,
    apiUrl,
    close: async () => {
      await new Promise((resolve) => server?.close(resolve));
      await opened.close();
    },
  };
}

/** An organisation with a team, in which is the channel for leaders, and what people do there in Teams. */
export type Team = {
  organisation: Organisation;
  owner: Hired;
  rita: Hired;
  mei: Hired;
  place: Place;
  channels: Channels;
  /** A colleague who is in the team. */
  employ(name: string, person?: Parameters<typeof hire>[1]): Promise<Hired>;
  /** By Rita, unless said. */
  post(words: string, who?: Hired): ChannelMessage;
  /** By Mei. */
  reply(root: ChannelMessage, words: string): ChannelMessage;
  /** Everything that can happen to messages, under a name; answers the post that stays, with one reply. */
  live(name: string): ChannelMessage;
  /** Something happens of which Graph tells nothing but that it told nothing. */
  untold(happens: () => void): Promise<void>;
  subscriptions(): { id: string; clientState: string | null; expiresAt: Temporal.Instant }[];
  /** The owner chooses the channel, and it was read. */
  choose(place?: Place): Promise<ChannelStanding>;
  /** The same by a process that dies before it reads anything. */
  chooseQuietly(): Promise<void>;
  /** What the timer does. */
  follow(): Promise<void>;
  standing(): Promise<ChannelStanding>;
  /** Settles when everything that Graph told was taken and read. */
  taken(): Promise<void>;
  /** Every message as Teams has it, and as it is kept here; the two are alike when nothing is lost or doubled. */
  inTeams(): Kept[];
  kept(): Promise<Kept[]>;
};

type Kept = { id: string; root: string | null; author: string | null; words: string; reactions: string[] };

export async function openTeam(door: Door & { apiUrl: string }): Promise<Team> {
  const organisation = await door.found();
  const { tenantId } = organisation;
  const channels = door.world.graph.channels(tenantId);
  const team = channels.createTeam({ name: 'Whole company', members: 'everybody' });
  channels.installApp(team.id);
  const channel = channels.createChannel(team.id, { name: 'Leaders learning AI' });
  const place = { teamId: team.id, channelId: channel.id };
  const employ = async (name: string, person: Parameters<typeof hire>[1] = {}) => {
    const hired = await hire(organisation, { name, ...person });
    const { personId: id, username: userPrincipalName } = hired;
    door.world.graph
      .organisation(tenantId)
      .add({ id, userPrincipalName, displayName: name, accountEnabled: true, mailbox: null });
    return hired;
  };
  const owner = await employ('Olga Owner', { roles: ['owner'] });
  const [rita, mei] = [await employ('Rita Sousa', { roles: ['leader'] }), await employ('Mei Tan')];
  const post = (words: string, who = rita) => channels.post(place, who.personId, `<p>${words}</p>`);
  const reply = (root: ChannelMessage, words: string) => channels.reply(root, mei.personId, `<p>${words}</p>`);
  const follow = () => followChannel(door.world.deps, tenantId, door.apiUrl);
  const standing = async () => (await door.ask(owner, 'GET /api/leadership/channel')).json<ChannelStanding>();
  const rows = async <Row>(query: string) => (await door.world.owner.query(query, [tenantId])).rows as Row[];
  return {
    organisation,
    owner,
    rita,
    mei,
    place,
    channels,
    employ,
    post,
    reply,
    live: (name) => {
      const root = post(`${name}: I tried it`);
      const answer = reply(root, `${name}: so did I`);
      channels.react(answer, rita.personId, '👍');
      channels.edit(root, `<p>${name}: I tried it twice</p>`);
      channels.react(root, mei.personId, '❤️');
      channels.delete(reply(root, `${name}: a slip`));
      channels.postAs(null, place, '<p>Polly was added</p>');
      return root;
    },
    untold: async (happens) => {
      const { notifications } = door.world.graph;
      notifications.hold();
      happens();
      notifications.release(() => []);
      await door.world.graph.delivered();
    },
    subscriptions: () => door.world.graph.subscriptions().filter(({ tid }) => tid === tenantId),
    follow,
    standing,
    choose: async (chosen = place) => {
      const answer = await door.ask(owner, 'PUT /api/leadership/channel', { ...chosen, everyoneMayRead: true });
      if (answer.status !== 200) throw new Error(answer.body);
      await until(async () => settled.includes((await standing()).standing) && (await leased(rows)) === 0);
      return standing();
    },
    chooseQuietly: async () => {
      await door.world.owner.query(
        `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
           chosen_by, chosen_at) values ($1, gen_random_uuid(), $2, $3, 'Whole company', 'Leaders', '', $4, now())`,
        [tenantId, place.teamId, place.channelId, owner.personId],
      );
    },
    taken: async () => {
      await door.world.graph.delivered();
      await until(async () => (await leased(rows)) === 0);
    },
    inTeams: () => channels.messages.of(place.channelId).filter(isWritten).map(asKept).sort(byId),
    kept: async () => {
      const all = await rows<Kept & { reactions: { reaction: string; by: string[] }[] }>(`
        select message_id as id, root_id as root, author_id as author, plain as words, reactions
        from leadership_messages where tenant_id = $1 and deleted_at is null`);
      const said = ({ reaction, by }: { reaction: string; by: string[] }) => by.map((who) => `${reaction} ${who}`);
      return all.map((row) => ({ ...row, reactions: row.reactions.flatMap(said).sort() })).sort(byId);
    },
  };
}

/** Nothing is lost, nothing doubled: what is kept is what Teams has. */
export async function expectInStep(team: Team) {
  expect(await team.kept()).toEqual(team.inTeams());
}

/** The product's clock is so far ahead. */
export function ahead(door: Door, minutes: number) {
  door.setNow(Temporal.Now.instant().add({ minutes }));
}

/** As a run leaves a channel. */
const settled = ['following', 'not-allowed', 'gone'];

async function leased(rows: <Row>(query: string) => Promise<Row[]>): Promise<number> {
  const query =
    'select from leadership_channels where tenant_id = $1 and leased_until is not null and ended_at is null';
  return (await rows(query)).length;
}

/** Asks until it is so, as somebody who waits at a screen does. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const patience = AbortSignal.timeout(15_000); !(await isSo()); ) patience.throwIfAborted();
}

function isWritten({ deletedAt, event }: ChannelMessage): boolean {
  return deletedAt === null && event === null;
}

/** Read past Graph, from what people did. */
function asKept({ id, rootId, from, content, reactions }: ChannelMessage): Kept {
  return {
    id,
    root: rootId,
    author: from && 'personId' in from ? from.personId : null,
    words: content.body.content.replace(/<[^>]*>/g, ''),
    reactions: reactions.map(({ reactionType, personId }) => `${reactionType} ${personId}`).sort(),
  };
}

function byId(a: Kept, b: Kept): number {
  return a.id < b.id ? -1 : 1;
}
