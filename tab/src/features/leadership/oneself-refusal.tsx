import { Button } from '@fluentui/react-components';
import type { FeedStanding } from '@open-door/api/leadership/schema.ts';
import { useState } from 'react';
import { Refused } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { readSettings } from '../../settings.ts';
import { askConsent, openLink } from '../../teams.ts';
import { allPosts, useFeed } from './feed.ts';
import { Owners } from './owners.tsx';

/** What lets Open Door post, reply and react in Teams in somebody's name, when they do. */
export const sendPermission = 'ChannelMessage.Send';

type OneselfRefusalProps = {
  error: Error | null;
  /** The message in Teams, where the same can be done without Open Door. */
  webUrl: string;
  /** Tries again what was refused. */
  onAllowed: () => void;
};

/** Why Teams did not take what the reader did as themselves, and the way on: allow it, join the team, or do it in Teams. */
export function OneselfRefusal({ error, ...rest }: OneselfRefusalProps) {
  return error && <WhyNot error={error} {...rest} />;
}

function WhyNot({ error, webUrl, onAllowed }: OneselfRefusalProps & { error: Error }) {
  const surface = useSurface();
  const { say } = useReader();
  const standing = useFeed(allPosts).first;
  const reason = error instanceof Refused ? error.reason : undefined;
  const inTeams = webUrl && (
    <Button size="small" onClick={() => void openLink(webUrl)}>
      {say('leaders.open-in-teams')}
    </Button>
  );
  if (reason === 'permission-missing') return <Allow standing={standing} inTeams={inTeams} onAllowed={onAllowed} />;
  if (reason === 'not-in-team') {
    const { channel } = standing ?? {};
    return (
      <Notice intent="warning">
        <div className={surface.tight}>
          <span>{say('leaders.not-in-team', { team: channel?.teamName ?? '' })}</span>
          <span className={surface.row}>
            {channel && (
              <Button size="small" onClick={() => void openLink(channel.webUrl)}>
                {say('leaders.join-team')}
              </Button>
            )}
            <Button size="small" onClick={onAllowed}>
              {say('error.retry')}
            </Button>
          </span>
        </div>
      </Notice>
    );
  }
  return (
    <Notice intent="warning">
      <span className={surface.row}>
        {errorTitle(error, say)} {inTeams}
      </span>
    </Notice>
  );
}

type AllowProps = { standing: FeedStanding | undefined; inTeams: React.ReactNode; onAllowed: () => void };

/** Which permission is missing, who can grant it, and what works meanwhile. */
function Allow({ standing, inTeams, onAllowed }: AllowProps) {
  const surface = useSurface();
  const { say } = useReader();
  const [declined, setDeclined] = useState(false);
  const allow = () => {
    setDeclined(false);
    askConsent(readSettings().clientId ?? '', [sendPermission]).then(onAllowed, () => setDeclined(true));
  };
  return (
    <Notice intent="warning">
      <div className={surface.tight}>
        <span>{say('leaders.send-missing', { permission: sendPermission })}</span>
        {declined && <span>{say('leaders.send-declined')}</span>}
        <span className={surface.row}>
          <Button size="small" onClick={allow}>
            {say('leaders.allow')}
          </Button>
          {inTeams}
        </span>
        {standing && <Owners owners={standing.owners} words={say('leaders.send-who')} />}
      </div>
    </Notice>
  );
}
