import { ChannelPart } from './channel-part.tsx';
import { Overview } from './owner-overview.tsx';
import { LeaderRulePart } from './owner-rule.tsx';

/** For the programme owner: what leaders' posts show, who counts as a leader, and the channel they post in. */
export function LeadersPart({ part }: { part: string | undefined }) {
  if (part === 'who') return <LeaderRulePart />;
  if (part === 'channel') return <ChannelPart />;
  return <Overview />;
}
