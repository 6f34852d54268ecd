import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Invitation } from '@open-door/api/cohorts/schema.ts';
import { type FormEvent, useRef, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDraft } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { useTopics } from '../matching/matching.ts';
import { draftOf, type GoalDraft, GoalFields, goalIn } from './goal-fields.tsx';
import { GoalWords } from './mentorship-goal.tsx';
import { useAnswerInvitation } from './mentorship-writes.ts';

const useStyles = makeStyles({ words: { margin: 0 } });

export const saidNo = ({ state }: Invitation) => state === 'declined' || state === 'left';

/** Cohorts that ask the reader, those they wait in, and those they said no to. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  return invitations.map((invitation) => <OneInvitation key={invitation.cohortId} invitation={invitation} />);
}

function OneInvitation({ invitation }: { invitation: Invitation }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { state, name } = invitation;
  const [joining, setJoining] = useState(false);
  const close = () => setJoining(false);
  return (
    <section className={mergeClasses(surface.box, surface.stack)}>
      <Heading>{say('mentoring.invitation', { cohort: name, state })}</Heading>
      {state === 'in' && !joining && <TakingPart invitation={invitation} onChange={() => setJoining(true)} />}
      {!saidNo(invitation) && state !== 'in' && <p className={styles.words}>{say('mentoring.invitation-means')}</p>}
      {joining && <JoinForm invitation={invitation} onClose={close} />}
      {!joining && state !== 'in' && <Answers invitation={invitation} onJoin={() => setJoining(true)} />}
    </section>
  );
}

function Answers({ invitation, onJoin }: { invitation: Invitation; onJoin: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const answer = useAnswerInvitation();
  const { cohortId, state } = invitation;
  return (
    <>
      {answer.isError && <Notice intent="warning">{errorTitle(answer.error, say)}</Notice>}
      <div className={surface.row}>
        <Button appearance={state === 'asked' ? 'primary' : 'secondary'} onClick={onJoin}>
          {say(state === 'asked' || state === 'open' ? 'mentoring.join' : 'mentoring.join-after-all')}
        </Button>
        {state === 'asked' && (
          <Button
            disabledFocusable={answer.isPending}
            onClick={() => answer.mutate({ params: { cohortId }, body: { answer: 'decline' } })}
          >
            {say('mentoring.join-no')}
          </Button>
        )}
      </div>
      {state === 'asked' && <span className={surface.quiet}>{say('mentoring.no-one-asks')}</span>}
    </>
  );
}

/** In a cohort and without a mentor yet: what is looked for, why it takes time, and the way out. */
function TakingPart({ invitation, onChange }: { invitation: Invitation; onChange: () => void }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const answer = useAnswerInvitation();
  const topics = useTopics();
  const { cohortId, goal, work, topic, waiting } = invitation;
  const params = { cohortId };
  const back = () =>
    answer.mutate(
      { params, body: { answer: 'join', goal, work, topic } },
      { onSuccess: () => toast({ text: say('saved.undone') }) },
    );
  const left = () => toast({ text: say('mentoring.left'), action: { label: say('undo'), run: back } });
  return (
    <>
      <p className={styles.words}>{waiting ?? say('mentoring.looking')}</p>
      <div className={surface.tight}>
        <span className={surface.quiet}>{say('mentoring.goal-of-learner')}</span>
        <GoalWords goal={goal} work={work} topic={topics.find((each) => each.topic === topic)?.label ?? ''} />
      </div>
      {answer.isError && <Notice intent="warning">{errorTitle(answer.error, say)}</Notice>}
      <div className={surface.row}>
        <Button onClick={onChange}>{say('mentoring.goal-change')}</Button>
        <Button
          appearance="subtle"
          disabledFocusable={answer.isPending}
          onClick={() => answer.mutate({ params, body: { answer: 'leave' } }, { onSuccess: left })}
        >
          {say('mentoring.leave')}
        </Button>
      </div>
    </>
  );
}

/** Joining takes a goal; what is typed is kept until it is sent. */
function JoinForm({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const { cohortId } = invitation;
  const [draft, setDraft] = useDraft<GoalDraft>(`cohort ${cohortId}`, draftOf(invitation));
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const answer = useAnswerInvitation();
  const missing = goalIn(draft).goal === '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) field.current?.focus();
    if (missing || answer.isPending) return;
    const joined = () => {
      onClose();
      toast({ text: say('mentoring.joined') });
    };
    answer.mutate({ params: { cohortId }, body: { answer: 'join', ...goalIn(draft) } }, { onSuccess: joined });
  };
  return (
    <form noValidate onSubmit={send} className={surface.stack}>
      <GoalFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        missing={tried && missing}
        field={field}
      />
      {answer.isError && <Notice intent="warning">{errorTitle(answer.error, say)}</Notice>}
      <div className={surface.row}>
        <Button type="submit" appearance="primary" disabledFocusable={answer.isPending}>
          {say(invitation.state === 'in' ? 'saved.save' : 'mentoring.join-send')}
        </Button>
        <Button onClick={onClose}>{say('mentoring.leave-it')}</Button>
      </div>
    </form>
  );
}
