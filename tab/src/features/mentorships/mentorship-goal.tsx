import { Button, makeStyles } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { type FormEvent, useRef, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { draftOf, type GoalDraft, GoalFields, goalIn } from './goal-fields.tsx';
import { useMentorshipWrite } from './mentorship-writes.ts';
import { isOver } from './mentorships.ts';

const useStyles = makeStyles({ words: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } });

/** What it is about, in the learner's words, which they can change while it goes on. */
export function MentorshipGoal({ mentorship }: { mentorship: Mentorship }) {
  const surface = useSurface();
  const { say } = useReader();
  const [changing, setChanging] = useState(false);
  const mine = mentorship.yourPart === 'learner';
  if (changing) return <GoalForm mentorship={mentorship} onClose={() => setChanging(false)} />;
  return (
    <section className={surface.tight}>
      <span className={surface.quiet}>
        {say(`mentoring.goal-of-${mentorship.yourPart}`, { name: givenName(mentorship.learner.displayName) })}
      </span>
      <GoalWords {...mentorship} topic={mentorship.topic?.label ?? ''} />
      {mine && !isOver(mentorship) && (
        <div>
          <Button size="small" onClick={() => setChanging(true)}>
            {say('mentoring.goal-change')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A goal with the work it is about, which leads to it where it is a web address, and its topic. */
export function GoalWords({ goal, work, topic }: { goal: string; work: string; topic: string }) {
  const styles = useStyles();
  const { say } = useReader();
  const isAddress = URL.parse(work)?.protocol === 'https:';
  return (
    <>
      <p className={styles.words}>{goal || say('mentoring.no-goal')}</p>
      {isAddress ? (
        <a href={work} target="_blank" rel="noreferrer">
          {work}
        </a>
      ) : (
        work && <p className={styles.words}>{say('mentoring.about-work', { work })}</p>
      )}
      {topic && <span>{say('session.topic', { topic })}</span>}
    </>
  );
}

function GoalForm({ mentorship, onClose }: { mentorship: Mentorship; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const { mentorshipId, goal, work, topic } = mentorship;
  const before = { goal, work, topic: topic?.topic ?? null };
  const [draft, setDraft] = useState<GoalDraft>(draftOf(before));
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const set = useMentorshipWrite('PUT /api/mentorships/{mentorshipId}/goal');
  const missing = goalIn(draft).goal === '';
  const put = (body: typeof before, then: () => void) =>
    set.mutate({ params: { mentorshipId }, body }, { onSuccess: then });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) field.current?.focus();
    if (missing || set.isPending) return;
    const undo = { label: say('undo'), run: () => put(before, () => toast({ text: say('saved.undone') })) };
    put(goalIn(draft), () => {
      onClose();
      toast({ text: say('mentoring.goal-saved'), action: undo });
    });
  };
  return (
    <form noValidate onSubmit={save} className={surface.stack}>
      <GoalFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        missing={tried && missing}
        field={field}
      />
      {set.isError && <Notice intent="warning">{errorTitle(set.error, say)}</Notice>}
      <div className={surface.row}>
        <Button type="submit" appearance="primary" disabledFocusable={set.isPending}>
          {say('saved.save')}
        </Button>
        <Button onClick={onClose}>{say('mentoring.leave-it')}</Button>
      </div>
    </form>
  );
}
