/** What Teams would do with a link. `unknown` is a Teams link of a kind this host has no answer for. */
export type Link =
  | { kind: 'entity'; appId: string; page: string; sub: string | undefined }
  | { kind: 'chat' | 'call'; with: string[] }
  | { kind: 'channel'; channel: string | undefined; message: string | undefined }
  | { kind: 'unknown'; path: string }
  | { kind: 'external'; url: string }
  | { kind: 'refused' };

const teamsHosts = new Set(['teams.microsoft.com', 'teams.cloud.microsoft']);
/** A `javascript:` or `data:` address would run in the host's own page. */
const openable = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * Reads a link the way Teams does.
 * Shapes from learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-links: `/l/entity/{appId}/{entityId}?context={"subEntityId":…}`,
 * `/l/chat/0/0?users=a,b`, `/l/call/0/0?users=a,b`, `/l/channel/{channelId}/{name}`, `/l/message/{channelId}/{messageId}`; `/l/app/{appId}` is where
 * an app is added to a team. Links to `hostOrigin` are read like links to Teams.
 */
export function readLink(text: string, hostOrigin: string): Link {
  if (!URL.canParse(text)) return { kind: 'refused' };
  const url = new URL(text);
  const toTeams = (url.protocol === 'https:' && teamsHosts.has(url.host)) || url.protocol === 'msteams:';
  if (!toTeams && url.origin !== hostOrigin) {
    return openable.has(url.protocol) ? { kind: 'external', url: url.href } : { kind: 'refused' };
  }
  const [area, kind, first, page] = url.pathname.replace(/^\/+/, '').split('/').map(decoded);
  if (area === 'l' && kind === 'entity' && first && page) {
    return { kind: 'entity', appId: first, page, sub: subEntityOf(url.searchParams.get('context')) };
  }
  if (area === 'l' && (kind === 'chat' || kind === 'call')) {
    const users = url.searchParams.get('users') ?? '';
    return { kind, with: users.split(',').filter(Boolean) };
  }
  if (area === 'l' && (kind === 'channel' || kind === 'message')) {
    return { kind: 'channel', channel: first, message: kind === 'message' ? page : undefined };
  }
  if (area === 'l' && kind === 'app') return { kind: 'channel', channel: undefined, message: undefined };
  return { kind: 'unknown', path: url.pathname };
}

function subEntityOf(context: string | null): string | undefined {
  try {
    const parsed: unknown = JSON.parse(context ?? '{}');
    const sub = parsed && typeof parsed === 'object' && 'subEntityId' in parsed ? parsed.subEntityId : undefined;
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
