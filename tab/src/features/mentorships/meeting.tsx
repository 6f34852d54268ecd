import { Button } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useLocation } from 'wouter';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useRead } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock, givenName } from '../../times.ts';
import { bookPath } from '../office-hours/book-path.ts';
import { askedOf } from './mentorships.ts';

/** When the two meet next, and how the learner books a time. */
export function Meeting({ mentorship }: { mentorship: Mentorship }) {
  const surface = useSurface();
  const reading = useReading();
  const { say, now } = reading;
  const [, go] = useLocation();
  const { nextSession, yourPart, mentor, learner } = mentorship;
  const { personId } = mentor;
  const person = useRead('GET /api/people/{personId}', { params: { personId } }, { enabled: yourPart === 'learner' });
  const home = yourPart === 'learner' ? '/sessions' : '/desk';
  return (
    <section className={surface.tight}>
      {nextSession ? (
        <div>
          <TextLink to={`${home}/${nextSession.bookingId}`}>
            {say('mentoring.next-session', { when: dayAndClock(nextSession.startsAt, reading) })}
          </TextLink>
        </div>
      ) : (
        <span>{say(`mentoring.no-session-${yourPart}`, { name: givenName(learner.displayName) })}</span>
      )}
      {yourPart === 'learner' && (
        <div className={surface.row}>
          <Button
            appearance={nextSession || askedOf(mentorship, now) ? 'secondary' : 'primary'}
            onClick={() => go(bookPath(personId))}
          >
            {say('person.book')}
          </Button>
          {person.data?.champion?.kind === 'mentor' && (
            <Button onClick={() => go(`/people/${personId}/regular`)}>{say('series.open')}</Button>
          )}
        </div>
      )}
    </section>
  );
}
