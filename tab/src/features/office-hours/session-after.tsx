import { Button, Field, Textarea } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useReader, useReading } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useAbsence, useHelped, useNotes } from './session-changes.ts';
import { otherSide } from './sessions.ts';

/** What two people do once their session has begun: say whether it helped, who did not come, and what to remember. */
export function SessionAfter({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say, now } = useReading();
  return (
    <div className={surface.stack}>
      <Helped session={session} />
      <Absence session={session} />
      {session.endsAt <= now && <Notes session={session} />}
      {session.endsAt <= now && session.yourPart === 'champion' && !session.absent && (
        <TextLink to={`/desk/answers/${session.bookingId}`}>{say('answers.share-this')}</TextLink>
      )}
    </div>
  );
}

const helpedAnswers = ['yes', 'partly', 'no'] as const;

/** Asked once; the answer stays in view. */
function Helped({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReader();
  const helped = useHelped();
  const params = { bookingId: session.bookingId };
  const name = givenName(session.champion.displayName);
  if (session.helped) return <span>{say(`helped.said-${session.yourPart}`, { answer: session.helped, name })}</span>;
  if (!session.askHelped) return null;
  return (
    <section className={surface.tight} aria-label={say('helped.ask')}>
      <strong>{say('helped.ask')}</strong>
      <div className={surface.row}>
        {helpedAnswers.map((answer) => (
          <Button
            key={answer}
            disabledFocusable={helped.isPending}
            onClick={() => helped.mutate({ params, body: { helped: answer } })}
          >
            {say(`helped.${answer}`)}
          </Button>
        ))}
      </div>
      <span className={surface.quiet}>{say('helped.who-sees', { name })}</span>
      {helped.isError && <Notice intent="warning">{errorTitle(helped.error, say)}</Notice>}
    </section>
  );
}

/** Somebody did not come: said without blame, and taken back by whoever said it. */
function Absence({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const { report, withdraw } = useAbsence();
  const params = { bookingId: session.bookingId };
  const other = session.yourPart === 'learner' ? 'champion' : 'learner';
  const name = givenName(otherSide(session).displayName);
  const undo = () => withdraw.mutate({ params });
  const sayAbsent = () =>
    report.mutate(
      { params, body: { absent: other } },
      { onSuccess: () => toast({ text: say('absence.done', { name }), action: { label: say('undo'), run: undo } }) },
    );
  const error = report.error ?? withdraw.error;
  if (session.absent) {
    const { side, saidByYou } = session.absent;
    const who = side === session.yourPart ? 'you' : 'other';
    return (
      <div className={surface.row}>
        <span>{say('absence.said', { who, name })}</span>
        {saidByYou && (
          <Button size="small" onClick={undo} disabledFocusable={withdraw.isPending}>
            {say('absence.withdraw')}
          </Button>
        )}
        {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
      </div>
    );
  }
  if (session.helped) return null;
  return (
    <div className={surface.row}>
      <Button size="small" onClick={sayAbsent} disabledFocusable={report.isPending}>
        {say('absence.report', { name })}
      </Button>
      {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
    </div>
  );
}

/** Both sides' notes. What is typed is kept until it is saved, also when the page is left. */
function Notes({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReader();
  const { notes, write } = useNotes(session.bookingId);
  const [draft, keepDraft] = useKept<string>(`notes ${session.bookingId}`);
  const [saved, setSaved] = useState(false);
  const name = givenName(otherSide(session).displayName);
  if (!notes.data) return notes.isError ? <span role="status">{errorTitle(notes.error, say)}</span> : null;
  const body = draft ?? notes.data.yours;
  const changed = body !== notes.data.yours;
  const save = () =>
    write.mutate(
      { params: { bookingId: session.bookingId }, body: { body } },
      {
        onSuccess: () => {
          keepDraft(null);
          setSaved(true);
        },
      },
    );
  return (
    <section className={surface.tight}>
      <Field label={say('notes.yours')} hint={say('notes.who-sees', { name })}>
        <Textarea
          value={body}
          rows={3}
          maxLength={5000}
          resize="vertical"
          onChange={(_, { value }) => {
            setSaved(false);
            keepDraft(value);
          }}
        />
      </Field>
      <div className={surface.row}>
        {(changed || write.isPending) && (
          <Button onClick={save} disabledFocusable={write.isPending}>
            {say('notes.save')}
          </Button>
        )}
        <span role="status">{saved && !changed && say('notes.saved')}</span>
      </div>
      {write.isError && <Notice intent="warning">{errorTitle(write.error, say)}</Notice>}
      {notes.data.theirs && (
        <div className={surface.tight}>
          <span className={surface.quiet}>{say('notes.theirs', { name })}</span>
          <span style={{ whiteSpace: 'pre-wrap' }}>{notes.data.theirs}</span>
        </div>
      )}
    </section>
  );
}
