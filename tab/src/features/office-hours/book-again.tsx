import { Button } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useLocation } from 'wouter';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { bookPath } from './book-path.ts';
import { useBook } from './session-changes.ts';

/** Takes a cancelled session's time again, question and all, or leads to the champion's other times. */
export function BookAgain({ session }: { session: Booking }) {
  const surface = useSurface();
  const reading = useReading();
  const [, go] = useLocation();
  const book = useBook();
  const { champion, startsAt, topic, question } = session;
  const take = () => {
    const body = { championId: champion.personId, startsAt, topic: topic?.topic ?? null, question };
    const open = ({ bookingId }: Booking) =>
      go(`/sessions/${bookingId}`, { replace: true, state: { justBooked: true } });
    book.mutate({ body }, { onSuccess: open });
  };
  const wish = { goal: question, topics: topic ? [topic.topic] : [] };
  return (
    <div className={surface.stack}>
      {book.isError && <span role="alert">{errorTitle(book.error, reading.say)}</span>}
      <div className={surface.row}>
        <Button disabledFocusable={book.isPending} onClick={take}>
          {reading.say('session.again', { when: dayAndClock(startsAt, reading) })}
        </Button>
        <Button appearance="subtle" onClick={() => go(bookPath(champion.personId), { state: { wish } })}>
          {reading.say('match.more')}
        </Button>
      </div>
    </div>
  );
}
