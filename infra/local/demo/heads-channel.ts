import type { Temporal } from 'temporal-polyfill';
import type { Channels } from '../graph/channels.ts';
import type { Place } from '../graph/teams.ts';
import { uuidOf } from './random.ts';

/** Who leads an organisation: its head, and who reports to them. */
type Heads = { head: { id: string }; reports: readonly { id: string }[] };

/** What heads of any organisation could have learned, the newest first. */
const posts = [
  '<h3>What I tried</h3><p>I asked for a summary of a report of ninety pages, half an hour before the meeting about it.</p><h3>What went wrong</h3><p>The summary was fine. The one thing everybody wanted to talk about was in a footnote, and I had not read it.</p><h3>What I learned</h3><p>A summary is good for deciding what to read. It is not a way of having read it.</p>',
  '<h3>What I tried</h3><p>I rewrote a difficult e-mail five times with Copilot and sent the kindest one.</p><h3>What went wrong</h3><p>It was so kind that nobody understood there was a problem.</p><h3>What I ask you to try</h3><p>Say the hard sentence first, in your own words. Then ask for help with the rest.</p>',
  '<h3>What I tried</h3><p>Formulas. I have asked others for pivot tables for fifteen years.</p><h3>What I learned</h3><p>Twenty minutes with one of the champions, and I built one. I was embarrassed for about four of them.</p>',
];

/** The team that everybody of an organisation is in, and the channel where its leaders post. */
export function leadersChannelOf(organisation: string): Place {
  return {
    teamId: uuidOf(`team of ${organisation}`),
    channelId: `19:${uuidOf(`leaders of ${organisation}`).replaceAll('-', '')}@thread.tacv2`,
  };
}

/** Makes that team and channel, with Open Door added. */
export function openLeadersChannel(channels: Channels, { teamId, channelId }: Place): void {
  channels.createTeam({ id: teamId, name: 'Whole company', members: 'everybody' });
  channels.installApp(teamId);
  channels.createChannel(teamId, { name: 'General' });
  channels.createChannel(teamId, { id: channelId, name: 'Leaders learning AI' });
}

/** A post each week by one of the heads, in turn. */
export function writeHeadsPosts(
  channels: Channels,
  place: Place,
  { head, reports }: Heads,
  now: Temporal.Instant,
): void {
  const leaders = [head, ...reports];
  for (const [week, html] of posts.entries()) {
    const { id } = leaders[week % leaders.length] ?? head;
    channels.post(place, id, html, { at: now.subtract({ hours: 24 * 7 * week + 3 }) });
  }
}
