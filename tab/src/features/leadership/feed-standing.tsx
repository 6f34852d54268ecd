import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { FeedStanding as Standing } from '@open-door/api/leadership/schema.ts';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { MessageKey } from '../../messages.ts';
import { useReading } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { dayAndClock } from '../../times.ts';
import { useMyself } from '../people/me.ts';
import { Owners } from './owners.tsx';

/** What lets Open Door read the channel once it is in the team. */
const readPermission = 'ChannelMessage.Read.Group';

type FeedStandingProps = {
  standing: Standing;
  /** How many posts are there to read meanwhile. */
  posts: number;
};

/** Why posts are missing or may be out of date, who can mend it, and what works meanwhile; nothing while all is well. */
export function FeedStanding({ standing: { asOf, channel, owners, ...is }, posts }: FeedStandingProps) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { roles } = useMyself();
  // What was never read whole cannot be late.
  const standing = is.standing === 'behind' && !asOf ? 'reading' : is.standing;
  if (standing === 'following') return null;
  const since = asOf ? dayAndClock(asOf, reading) : '';
  const names = { team: channel?.teamName ?? '', channel: channel?.channelName ?? '', permission: readPermission };
  if (standing === 'behind') {
    return (
      <span role="status" className={surface.quiet}>
        {say('leaders.standing-behind', { since, ...names })}
      </span>
    );
  }
  const mends = standing === 'not-allowed' || standing === 'gone' || standing === 'none';
  return (
    <Notice intent={standing === 'not-allowed' || standing === 'gone' ? 'warning' : 'neutral'}>
      <div className={surface.tight}>
        <strong>{say(`leaders.standing-${standing}`, names)}</strong>
        <span>{say(`leaders.standing-${standing}-means`, names)}</span>
        {posts > 0 && since && <span>{say('leaders.standing-as-of', { since })}</span>}
        {mends && roles.includes('owner') && (
          <span>
            <TextLink to="/programme/leaders">{say('leaders.to-programme')}</TextLink>
          </span>
        )}
        {mends && !roles.includes('owner') && <Owners owners={owners} words={say('leaders.standing-who')} />}
        {channel?.webUrl && standing !== 'gone' && (
          <div>
            <Button size="small" icon={<OpenRegular />} onClick={() => void openLink(channel.webUrl)}>
              {say('leaders.open-channel')}
            </Button>
          </div>
        )}
      </div>
    </Notice>
  );
}

/** What an empty feed says, by why it is empty. */
export const emptyWords: Partial<Record<Standing['standing'], MessageKey>> = {
  reading: 'leaders.empty-reading',
  following: 'leaders.empty',
  behind: 'leaders.empty',
};
