import { randomUUID } from 'node:crypto';
import { type Answer, badRequest, type Failure, type GraphCall, notFound } from './answer.ts';

// Teams and channels: https://learn.microsoft.com/graph/api/resources/teams-api-overview

export type Team = {
  id: string;
  name: string;
  /** Object ids; an organisation-wide team has everybody. */
  members: string[] | 'everybody';
  /** Whether the product's app was added to it, which lets the app read its standard channels. */
  hasApp: boolean;
};

export type Channel = {
  id: string;
  teamId: string;
  name: string;
  membershipType: 'standard' | 'private';
  /** Of a private channel. */
  members: string[];
};

/** Where something is written. */
export type Place = { teamId: string; channelId: string };

export type Teams = {
  teams: Team[];
  channels: Channel[];
  /** Where Teams itself is; links to channels and messages begin with it. */
  teamsUrl: () => string;
  tid: string;
};

export function newTeam({ name, members = [], id = randomUUID() }: Partial<Team> & { name: string }): Team {
  return { id, name, members, hasApp: false };
}

export function newChannel(teamId: string, { name, ...more }: Partial<Channel> & { name: string }): Channel {
  const id = `19:${randomUUID().replaceAll('-', '')}@thread.tacv2`;
  return { id, membershipType: 'standard', members: [], ...more, teamId, name };
}

/** `GET /me/joinedTeams`: https://learn.microsoft.com/graph/api/user-list-joinedteams */
export function joinedTeams({ teams, tid }: Teams, call: GraphCall): Answer {
  const value = teams
    .filter((team) => isMember(team, call.oid))
    .map(({ id, name }) => ({ id, displayName: name, description: null, tenantId: tid, isArchived: false }));
  return { status: 200, body: { '@odata.context': `${call.base}/$metadata#teams`, value } };
}

/** `GET /teams/{team}/channels`: private channels are told to their members only. */
export function teamChannels(known: Teams, call: GraphCall): Answer {
  const team = teamFor(known, call);
  if ('status' in team) return team;
  const filter = call.query.get('$filter');
  const wanted = /^membershipType eq '(standard|private)'$/.exec(filter ?? '')?.[1];
  if (filter !== null && !wanted) return badRequest(`The filter ${filter} is not supported.`, 'BadRequest');
  const value = known.channels
    .filter(({ teamId, membershipType }) => teamId === team.id && membershipType === (wanted ?? membershipType))
    .filter((channel) => isIn(channel, call.oid))
    .map((channel) => representChannel(known, channel, call));
  return { status: 200, body: { '@odata.context': `${call.base}/$metadata#teams('${team.id}')/channels`, value } };
}

/** `GET /teams/{team}/channels/{channel}` */
export function getChannel(known: Teams, call: GraphCall): Answer {
  const channel = channelFor(known, call);
  return 'status' in channel ? channel : { status: 200, body: representChannel(known, channel, call) };
}

/**
 * The channel that a call names: for the app, where it was added to the team; for a person, where they are a member. The
 * app's permission is of the team, and reaches no private channel.
 */
export function channelFor(known: Teams, call: Pick<GraphCall, 'path' | 'caller' | 'oid'>): Channel | Failure {
  const team = teamFor(known, call);
  if ('status' in team) return team;
  const channel = known.channels.find(({ id, teamId }) => teamId === team.id && id === call.path.channel);
  if (!channel) return notFound('NotFound. The channel was not found.', 'NotFound');
  if (call.caller.kind === 'application') return channel.membershipType === 'standard' ? channel : appIsNotHere;
  return isIn(channel, call.oid) ? channel : notAMember;
}

function teamFor({ teams }: Teams, { path, caller, oid }: Pick<GraphCall, 'path' | 'caller' | 'oid'>): Team | Failure {
  const team = teams.find(({ id }) => id === path.team);
  if (!team) return notFound(`No team found with Group Id ${path.team}`, 'NotFound');
  if (caller.kind === 'application') return team.hasApp ? team : appIsNotHere;
  return isMember(team, oid) ? team : notAMember;
}

/** The channel's address in Teams. */
function channelUrl({ teamsUrl, tid }: Pick<Teams, 'teamsUrl' | 'tid'>, { id, name, teamId }: Channel): string {
  const query = new URLSearchParams({ groupId: teamId, tenantId: tid });
  return `${teamsUrl()}/l/channel/${encodeURIComponent(id)}/${encodeURIComponent(name)}?${query}`;
}

function representChannel(known: Teams, channel: Channel, call: GraphCall): object {
  const { id, name: displayName, membershipType } = channel;
  const whole = { id, displayName, description: null, membershipType, webUrl: channelUrl(known, channel) };
  const selected = call.query.get('$select')?.split(',');
  return selected ? Object.fromEntries(Object.entries(whole).filter(([name]) => selected.includes(name))) : whole;
}

export function isMember({ members }: Team, oid: string | undefined): boolean {
  return oid !== undefined && (members === 'everybody' || members.includes(oid));
}

export function isIn({ membershipType, members }: Channel, oid: string | undefined): boolean {
  return membershipType === 'standard' || (oid !== undefined && members.includes(oid));
}

const forbidden = (message: string): Failure => ({ status: 403, code: 'Forbidden', message });
const notAMember = forbidden('Caller is not a member of the team or channel.');
const appIsNotHere = forbidden(
  "Missing role permissions on the request. API requires one of 'ChannelMessage.Read.Group, ChannelMessage.Read.All'.",
);
