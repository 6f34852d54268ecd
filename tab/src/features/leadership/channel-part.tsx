import { Button } from '@fluentui/react-components';
import type { ChannelStanding } from '@open-door/api/leadership/schema.ts';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { useSides } from '../../components/sides.ts';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import type { Topic } from '../../live.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { ChannelAsOneself } from './channel-as-oneself.tsx';
import { ChannelChoice } from './channel-choice.tsx';
import { ChannelLeave } from './channel-leave.tsx';
import { ChannelNow } from './channel-now.tsx';
import { OwnerFrame } from './owner-frame.tsx';

const live: readonly Topic[] = ['leaders'];
/** Milliseconds between looks while it is read for the first time. */
const progress = 2_000;

/** Which channel leaders post in, and how true what is shown of it is. */
export function ChannelPart() {
  const [isReading, setIsReading] = useState(false);
  const { data, error, isPending, refetch } = useRead(
    'GET /api/leadership/channel',
    {},
    { live, refetchInterval: isReading && progress },
  );
  const reading = data?.standing === 'reading';
  if (reading !== isReading) setIsReading(reading);
  return (
    <OwnerFrame part="channel">
      {data && <Channel channel={data} />}
      {!data && (isPending ? <PersonSkeletons count={3} /> : <ErrorState error={error} onRetry={refetch} />)}
    </OwnerFrame>
  );
}

function Channel({ channel }: { channel: ChannelStanding }) {
  const surface = useSurface();
  const sides = useSides();
  const { say } = useReader();
  const [choosing, setChoosing] = useState(false);
  const isNone = channel.standing === 'none';
  return (
    <div className={sides.wideFirst}>
      <div className={surface.stack}>
        {!isNone && <ChannelNow channel={channel} />}
        {!isNone && !choosing && (
          <div className={surface.row}>
            <Button onClick={() => setChoosing(true)}>{say('leadership.choose-other')}</Button>
            <ChannelLeave />
          </div>
        )}
        {(isNone || choosing) && (
          <ChannelChoice isFirst={isNone} onDone={() => setChoosing(false)} addToTeamUrl={channel.addToTeamUrl} />
        )}
      </div>
      <ChannelAsOneself adminConsentUrl={channel.adminConsentUrl} />
    </div>
  );
}
