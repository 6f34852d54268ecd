import { Button, Field, makeStyles, mergeClasses, Textarea } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, forBoth, givenName } from '../../times.ts';
import { Refusal } from './book-refusal.tsx';
import { useFormSides } from './form-sides.ts';
import { useMove } from './session-changes.ts';
import { isForAll, otherSide, useSession, useSessionsHome } from './sessions.ts';
import { SlotChoice } from './slot-choice.tsx';

const useStyles = makeStyles({
  words: { margin: 0 },
});

/** Moves a session to another free time; the old time stays theirs until the new one is had. */
export default function MovePage() {
  const { bookingId = '' } = useParams();
  const { say } = useReader();
  const session = useSession(bookingId);
  const home = useSessionsHome();
  if (session.isPending) return <PageSkeleton />;
  if (!session.data) return <ErrorState page error={session.error} onRetry={session.refetch} />;
  const name = givenName(otherSide(session.data).displayName);
  return (
    <PageFrame
      before={<BackLink to={`${home}/${bookingId}`}>{say('session.title')}</BackLink>}
      title={say(isForAll(session.data) ? 'move.title-all' : 'move.title', { name })}
    >
      <MoveForm key={session.data.startsAt} session={session.data} name={name} />
    </PageFrame>
  );
}

function MoveForm({ session, name }: { session: Booking; name: string }) {
  const styles = useStyles();
  const sides = useFormSides();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const [, go] = useLocation();
  const toast = useToast();
  const move = useMove();
  const [chosen, setChosen] = useState<SlotOnWire>();
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState('');
  const { bookingId, champion } = session;
  const back = `${useSessionsHome()}/${bookingId}`;
  const who = isForAll(session) ? 'all' : 'one';
  const choose = (slot: SlotOnWire) => {
    setChosen(slot);
    setMissing(false);
    move.reset();
  };
  const done = () => {
    go(back, { replace: true });
    toast({ text: say(`move.done-${who}`, { name }) });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return setMissing(true);
    if (move.isPending) return;
    move.mutate({ params: { bookingId }, body: { startsAt: chosen.startsAt, note } }, { onSuccess: done });
  };
  return (
    <form className={sides.form} onSubmit={send}>
      <section className={mergeClasses(surface.stack, sides.times)}>
        {who === 'all' && <p className={styles.words}>{say('move.for-all', { count: session.seats?.taken ?? 1 })}</p>}
        <p className={styles.words}>
          {say('move.from', { when: forBoth(session.startsAt, otherSide(session), reading) })}
        </p>
        <SlotChoice champion={champion} chosen={chosen?.startsAt} onChoose={choose} missing={missing} />
      </section>
      <section className={surface.stack}>
        <Field label={say(`cancel.note-${who}`, { name })} hint={say(`cancel.hint-${who}`, { name })}>
          <Textarea value={note} rows={3} maxLength={1000} onChange={(_, { value }) => setNote(value)} />
        </Field>
        <Refusal error={move.error} onTake={choose} />
      </section>
      <div className={sides.confirm}>
        <Button type="submit" appearance="primary" disabledFocusable={move.isPending}>
          {chosen ? say('move.confirm', { when: dayAndClock(chosen.startsAt, reading) }) : say('move.open')}
        </Button>
        <Button onClick={() => go(back)}>{say('move.keep')}</Button>
      </div>
    </form>
  );
}
