import { Button, Checkbox, Field, makeStyles, Select } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { reasonOf } from '../../api.ts';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { ChannelAllow } from './channel-allow.tsx';

const useStyles = makeStyles({ field: { maxWidth: '32rem' }, words: { margin: 0, maxWidth: '70ch' } });

type ChannelChoiceProps = {
  isFirst: boolean;
  /** It was chosen, or stays as it is. */
  onDone: () => void;
  addToTeamUrl: string;
};

/** Chooses the channel from the owner's own teams, knowing that everybody can then read leaders' posts in it. */
export function ChannelChoice({ isFirst, onDone, addToTeamUrl }: ChannelChoiceProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const teams = useRead('GET /api/leadership/teams', {});
  const missing = reasonOf('GET /api/leadership/teams', teams.error) === 'permission-missing';
  return (
    <section className={surface.stack}>
      <Heading>{say(isFirst ? 'leadership.choose' : 'leadership.choose-other')}</Heading>
      <p className={styles.words}>{say('leadership.choose-means')}</p>
      <div>
        <Button onClick={() => void openLink(addToTeamUrl)}>{say('leadership.add-to-a-team')}</Button>
      </div>
      {missing && teams.error && <ChannelAllow error={teams.error} onAllowed={() => void teams.refetch()} />}
      {!missing && !teams.data && teams.error && (
        <ErrorState error={teams.error} onRetry={teams.refetch} stillWorks={say('leadership.choose-later')} />
      )}
      {teams.isPending && <PersonSkeletons count={2} />}
      {teams.data?.items.length === 0 && <span role="status">{say('leadership.no-teams')}</span>}
      {teams.data && teams.data.items.length > 0 && (
        <ChoiceForm teams={teams.data.items} isFirst={isFirst} onDone={onDone} />
      )}
    </section>
  );
}

type ChoiceFormProps = Pick<ChannelChoiceProps, 'isFirst' | 'onDone'> & {
  teams: readonly { teamId: string; name: string }[];
};

function ChoiceForm({ teams, isFirst, onDone }: ChoiceFormProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { choice, edit, sent, send, choose } = useChoosing(onDone);
  const { teamId, channelId, everyoneMayRead } = choice;
  const lacks = (isMissing: boolean) =>
    sent && isMissing ? { validationMessage: say('leadership.choose-missing') } : {};
  return (
    <form className={surface.stack} onSubmit={send} noValidate>
      <Field className={styles.field} label={say('leadership.team')} {...lacks(!teamId)}>
        <Select value={teamId} onChange={(_, { value }) => edit({ teamId: value, channelId: '' })}>
          <option value="">{say('leadership.team-choose')}</option>
          {teams.map((team) => (
            <option key={team.teamId} value={team.teamId}>
              {team.name}
            </option>
          ))}
        </Select>
      </Field>
      {teamId && <Channels teamId={teamId} value={channelId} lacks={lacks(!channelId)} onChoose={edit} />}
      <Field {...(sent && !everyoneMayRead && { validationMessage: say('leadership.everyone-missing') })}>
        <Checkbox
          checked={everyoneMayRead}
          label={say('leadership.everyone')}
          onChange={(_, { checked }) => edit({ everyoneMayRead: checked === true })}
        />
      </Field>
      <Refusal error={choose.error} onAllowed={() => void send()} />
      <div className={surface.row}>
        <Button type="submit" appearance="primary" disabledFocusable={choose.isPending}>
          {say('leadership.choose-this')}
        </Button>
        {!isFirst && <Button onClick={onDone}>{say('leadership.keep-channel')}</Button>}
      </div>
    </form>
  );
}

const nothing = { teamId: '', channelId: '', everyoneMayRead: false };

function useChoosing(onDone: () => void) {
  const { say } = useReader();
  const toast = useToast();
  const [choice, setChoice] = useState(nothing);
  const [sent, setSent] = useState(false);
  const choose = useWrite('PUT /api/leadership/channel', {
    refreshes: ['GET /api/leadership/channel', 'GET /api/leadership/feed', 'GET /api/leadership/overview'],
    onSuccess: () => {
      onDone();
      toast({ text: say('leadership.chose') });
    },
  });
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    setSent(true);
    const { teamId, channelId, everyoneMayRead } = choice;
    if (teamId && channelId && everyoneMayRead) choose.mutate({ body: { teamId, channelId, everyoneMayRead } });
  };
  const edit = (changed: Partial<typeof nothing>) => {
    choose.reset();
    setChoice((now) => ({ ...now, ...changed }));
  };
  return { choice, edit, sent, send, choose };
}

type ChannelsProps = {
  teamId: string;
  value: string;
  lacks: { validationMessage?: string };
  onChoose: (changed: { channelId: string }) => void;
};

function Channels({ teamId, value, lacks, onChoose }: ChannelsProps) {
  const styles = useStyles();
  const { say } = useReader();
  const operation = 'GET /api/leadership/teams/{teamId}/channels';
  const { data, error, isPlaceholderData, refetch } = useRead(operation, { params: { teamId } });
  if (reasonOf(operation, error) === 'permission-missing' && error) {
    return <ChannelAllow error={error} onAllowed={() => void refetch()} />;
  }
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  // Those of the team before are not of this one.
  const channels = isPlaceholderData ? [] : (data?.items ?? []);
  return (
    <Field className={styles.field} label={say('leadership.channel')} hint={say('leadership.channel-hint')} {...lacks}>
      <Select value={value} onChange={(_, { value: channelId }) => onChoose({ channelId })}>
        <option value="">{say('leadership.channel-choose')}</option>
        {channels.map(({ channelId, name }) => (
          <option key={channelId} value={channelId}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Refusal({ error, onAllowed }: { error: Error | null; onAllowed: () => void }) {
  const { say } = useReader();
  if (!error) return null;
  if (reasonOf('PUT /api/leadership/channel', error) === 'permission-missing') {
    return <ChannelAllow error={error} onAllowed={onAllowed} />;
  }
  return <Notice intent="warning">{errorTitle(error, say)}</Notice>;
}
