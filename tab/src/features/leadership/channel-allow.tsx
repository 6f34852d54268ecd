import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Refused } from '../../api.ts';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { readSettings } from '../../settings.ts';
import { askConsent } from '../../teams.ts';

/** What the owner grants so that their own teams and channels can be listed. */
const listing = ['Team.ReadBasic.All', 'Channel.ReadBasic.All'];

type ChannelAllowProps = { error: Error; onAllowed: () => void };

/** Which permission is missing to look around in Teams as the owner, and the way to give it. */
export function ChannelAllow({ error, onAllowed }: ChannelAllowProps) {
  const surface = useSurface();
  const { say } = useReader();
  const [declined, setDeclined] = useState(false);
  const permission = error instanceof Refused ? error.facts.permission : undefined;
  const scopes = typeof permission === 'string' ? [...new Set([permission, ...listing])] : listing;
  const allow = () => {
    setDeclined(false);
    askConsent(readSettings().clientId ?? '', scopes).then(onAllowed, () => setDeclined(true));
  };
  return (
    <Notice intent="warning">
      <div className={surface.stack}>
        <span>
          {say('leadership.allow-listing', { permissions: scopes.join(', ') })}{' '}
          {declined && say('leadership.allow-declined')}
        </span>
        <div>
          <Button onClick={allow}>{say('leadership.allow')}</Button>
        </div>
      </div>
    </Notice>
  );
}
