import { Button, makeStyles } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { ChannelStanding } from '@open-door/api/leadership/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useWrite } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { dayAndClock } from '../../times.ts';

const useStyles = makeStyles({ words: { margin: 0, maxWidth: '70ch' } });

/** The permission, given by adding Open Door to the team, with which it reads that team's channels and no others. */
const permission = 'ChannelMessage.Read.Group';

/** The channel that was chosen, how far it is read, and what to do where something is in the way. */
export function ChannelNow({ channel }: { channel: ChannelStanding }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { standing, asOf, messagesRead, toldUntil, troubleSince } = channel;
  const when = (instant: string | null) => (instant ? dayAndClock(instant, reading) : 'never');
  const place = channel.channel;
  return (
    <section className={surface.stack}>
      <div className={surface.row}>
        <Heading>{place && say('leadership.channel-in', { channel: place.channelName, team: place.teamName })}</Heading>
        {place && (
          <Button size="small" appearance="subtle" icon={<OpenRegular />} onClick={() => void openLink(place.webUrl)}>
            {say('leadership.open-in-teams')}
          </Button>
        )}
      </div>
      {standing === 'reading' && (
        <p role="status" className={styles.words}>
          {say('leadership.reading', { count: messagesRead })}
        </p>
      )}
      {standing === 'following' && (
        <p className={styles.words}>
          {say('leadership.following', { when: when(asOf) })}{' '}
          {toldUntil && say('leadership.told', { when: when(toldUntil) })}
        </p>
      )}
      {standing === 'behind' && (
        <Notice intent="warning">
          {say('leadership.behind', { since: when(troubleSince ?? asOf) })} {say('leadership.meanwhile')}
        </Notice>
      )}
      {standing === 'not-allowed' && <NotAllowed channel={channel} since={when(asOf)} />}
      {standing === 'gone' && <Notice intent="warning">{say('leadership.gone', { when: when(asOf) })}</Notice>}
      {standing !== 'following' && standing !== 'reading' && <Check />}
    </section>
  );
}

/** Open Door is not in the team, or not any more: which permission that is, who can give it, and what works meanwhile. */
function NotAllowed({ channel, since }: { channel: ChannelStanding; since: string }) {
  const surface = useSurface();
  const { say } = useReading();
  const team = channel.channel?.teamName ?? '';
  return (
    <Notice intent="warning">
      <div className={surface.stack}>
        <span>{say('leadership.not-allowed', { team, permission })}</span>
        <span>{say('leadership.not-allowed-who', { team })}</span>
        <span>{say('leadership.not-allowed-meanwhile', { since })}</span>
        <div>
          <Button onClick={() => void openLink(channel.addToTeamUrl)}>{say('leadership.add-to-team', { team })}</Button>
        </div>
      </div>
    </Notice>
  );
}

/** Tries again now, for who has just mended it. */
function Check() {
  const surface = useSurface();
  const { say } = useReading();
  const toast = useToast();
  const check = useWrite('POST /api/leadership/channel/check', {
    refreshes: ['GET /api/leadership/channel', 'GET /api/leadership/feed'],
    onSuccess: ({ standing }) => toast({ text: say(`leadership.checked-${standing}`) }),
  });
  return (
    <div className={surface.row}>
      <Button disabledFocusable={check.isPending} onClick={() => check.mutate({})}>
        {say('leadership.check')}
      </Button>
      {check.isError && <span role="alert">{errorTitle(check.error, say)}</span>}
    </div>
  );
}
