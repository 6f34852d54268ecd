import { Button, Field, Input, makeStyles, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader, useReading } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { dateIn, sayDate } from '../champions/pause.ts';
import { useMentorshipWrite } from './mentorship-writes.ts';
import { otherSide } from './mentorships.ts';

const useStyles = makeStyles({ short: { maxWidth: '12rem' } });

type ChangeProps = { mentorship: Mentorship };

/** Pausing a mentorship, going on, and ending it: either side may, at any time. */
export function MentorshipChanges({ mentorship }: ChangeProps) {
  const surface = useSurface();
  const { say } = useReader();
  const [asking, setAsking] = useState<'pause' | 'end'>();
  const { state } = mentorship;
  if (state !== 'active' && state !== 'paused') return null;
  const close = () => setAsking(undefined);
  return (
    <div className={surface.row}>
      {state === 'paused' ? (
        <Resume mentorship={mentorship} />
      ) : (
        <Button onClick={() => setAsking('pause')}>{say('mentoring.pause')}</Button>
      )}
      <Button appearance="subtle" onClick={() => setAsking('end')}>
        {say('mentoring.end')}
      </Button>
      {asking === 'pause' && <PauseDialog mentorship={mentorship} onClose={close} />}
      {asking === 'end' && <EndDialog mentorship={mentorship} onClose={close} />}
    </div>
  );
}

function Resume({ mentorship }: ChangeProps) {
  const { say } = useReader();
  const resume = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/resumption');
  const { mentorshipId } = mentorship;
  return (
    <>
      {resume.isError && <Notice intent="warning">{errorTitle(resume.error, say)}</Notice>}
      <Button
        appearance="primary"
        disabledFocusable={resume.isPending}
        onClick={() => resume.mutate({ params: { mentorshipId }, body: {} })}
      >
        {say('mentoring.resume')}
      </Button>
    </>
  );
}

type DialogProps = ChangeProps & { onClose: () => void };

/** Weeks that a pause has before anybody says otherwise. */
const usualPauseDays = 14;

function PauseDialog({ mentorship, onClose }: DialogProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const toast = useToast();
  const pause = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/pause');
  const resume = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/resumption');
  const [until, setUntil] = useState(dateIn(usualPauseDays, reading));
  const params = { mentorshipId: mentorship.mentorshipId };
  const name = givenName(otherSide(mentorship).displayName);
  const undo = () => resume.mutate({ params, body: {} }, { onSuccess: () => toast({ text: say('saved.undone') }) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (until === '' || pause.isPending) return;
    const paused = () => {
      onClose();
      toast({
        text: say('mentoring.state-paused', { date: sayDate(until, reading) }),
        action: { label: say('undo'), run: undo },
      });
    };
    pause.mutate({ params, body: { until } }, { onSuccess: paused });
  };
  return (
    <Modal title={say('mentoring.pause-title', { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <span>{say('mentoring.pause-told', { name })}</span>
        <Field label={say('mentoring.pause-until')} hint={say('mentoring.pause-means')}>
          <Input
            className={styles.short}
            type="date"
            min={dateIn(1, reading)}
            value={until}
            onChange={(_, { value }) => setUntil(value)}
          />
        </Field>
        {pause.isError && <Notice intent="warning">{errorTitle(pause.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={pause.isPending}>
            {say('mentoring.pause-send')}
          </Button>
          <Button onClick={onClose}>{say('mentoring.not-yet')}</Button>
        </div>
      </form>
    </Modal>
  );
}

const outcomes = ['reached', 'partly-reached', 'not-reached', 'no-time'] as const;

function EndDialog({ mentorship, onClose }: DialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const end = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/end');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('reached');
  const [note, setNote] = useState('');
  const { mentorshipId } = mentorship;
  const name = givenName(otherSide(mentorship).displayName);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (end.isPending) return;
    const ended = () => {
      onClose();
      toast({ text: say('mentoring.end-done', { name }) });
    };
    end.mutate({ params: { mentorshipId }, body: { outcome, note } }, { onSuccess: ended });
  };
  return (
    <Modal title={say('mentoring.end-title', { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <span>{say('mentoring.end-means', { name })}</span>
        <Field label={say('mentoring.outcome')} hint={say('mentoring.outcome-who')}>
          <RadioGroup
            value={outcome}
            onChange={(_, { value }) => setOutcome(outcomes.find((each) => each === value) ?? outcome)}
          >
            {outcomes.map((each) => (
              <Radio key={each} value={each} label={say(`mentoring.outcome-${each}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={say('mentoring.note')} hint={say('mentoring.end-note-who')}>
          <Textarea value={note} rows={2} maxLength={600} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {end.isError && <Notice intent="warning">{errorTitle(end.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={end.isPending}>
            {say('mentoring.end-send')}
          </Button>
          <Button onClick={onClose}>{say('mentoring.not-yet')}</Button>
        </div>
      </form>
    </Modal>
  );
}
