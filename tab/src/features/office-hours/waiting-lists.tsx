import { Button } from '@fluentui/react-components';
import type { Waiting } from '@open-door/api/office-hours/schema/waiting-list.ts';
import { useLocation } from 'wouter';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader, useReading } from '../../reader.tsx';
import { clock, dayAndClock, forBoth, givenName } from '../../times.ts';
import { useWaiting, useWaitingList } from './waiting.ts';

/** Where the learner waits for a place, a slot that is kept for them first; nothing while they wait nowhere. */
export function WaitingLists() {
  const surface = useSurface();
  const { say } = useReader();
  const waiting = useWaitingList('learner');
  const items = waiting.data?.items.filter(({ state }) => state === 'waiting') ?? [];
  if (items.length === 0) return null;
  const offeredFirst = items.toSorted((one, other) => Number(other.offer !== null) - Number(one.offer !== null));
  return (
    <>
      <Heading>{say('waiting.title')}</Heading>
      <ul className={surface.list}>
        {offeredFirst.map((place) => (
          <li key={place.waitingId} className={surface.box}>
            {place.offer ? <Offer place={place} offer={place.offer} /> : <InLine place={place} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Offer({ place, offer }: { place: Waiting; offer: NonNullable<Waiting['offer']> }) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const toast = useToast();
  const [, go] = useLocation();
  const { accept, pass, leave } = useWaiting();
  const params = { waitingId: place.waitingId };
  const name = givenName(place.champion.displayName);
  const busy = accept.isPending || pass.isPending || leave.isPending;
  const take = () =>
    accept.mutate(
      { params },
      { onSuccess: ({ bookingId }) => go(`/sessions/${bookingId}`, { state: { justBooked: true } }) },
    );
  const letPass = () => pass.mutate({ params }, { onSuccess: () => toast({ text: say('waiting.passed') }) });
  const error = accept.error ?? pass.error ?? leave.error;
  return (
    <div className={surface.tight}>
      <strong>{say('waiting.offer', { when: dayAndClock(offer.startsAt, reading), name })}</strong>
      <span>{say('waiting.offer-until', { clock: clock(offer.until, reading) })}</span>
      <div className={surface.row}>
        <Button appearance="primary" onClick={take} disabledFocusable={busy}>
          {say('waiting.accept')}
        </Button>
        <Button onClick={letPass} disabledFocusable={busy}>
          {say('waiting.pass')}
        </Button>
        <Button onClick={() => leave.mutate({ params })} disabledFocusable={busy}>
          {say('waiting.leave')}
        </Button>
      </div>
      {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
    </div>
  );
}

function InLine({ place }: { place: Waiting }) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const toast = useToast();
  const { leave } = useWaiting();
  const { champion, session, ahead, past } = place;
  const name = givenName(champion.displayName);
  const what = session
    ? say('waiting.for-session', { when: forBoth(session.startsAt, { ...champion, timeZone: null }, reading), name })
    : say('waiting.for-champion', { name });
  const out = () =>
    leave.mutate(
      { params: { waitingId: place.waitingId } },
      { onSuccess: () => toast({ text: say('waiting.left', { name }) }) },
    );
  return (
    <div className={surface.tight}>
      <strong>{what}</strong>
      <span aria-live="polite">{say('waiting.ahead', { ahead })}</span>
      {past.map(({ startsAt, answer }) => (
        <span key={startsAt} className={surface.quiet}>
          {say('waiting.past', { when: dayAndClock(startsAt, reading), answer })}
        </span>
      ))}
      <div className={surface.row}>
        <Button size="small" onClick={out} disabledFocusable={leave.isPending}>
          {say('waiting.leave')}
        </Button>
      </div>
      {leave.isError && <Notice intent="warning">{errorTitle(leave.error, say)}</Notice>}
    </div>
  );
}
