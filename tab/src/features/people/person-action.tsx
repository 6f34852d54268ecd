import { Button } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { useLocation } from 'wouter';
import { useReading } from '../../reader.tsx';
import { Nominate } from '../champions/nominate.tsx';
import { isPaused } from '../champions/pause.ts';
import { bookPath } from '../office-hours/book-path.ts';

/** The one thing to do with somebody: book a champion, suggest a colleague as one, change what I offer myself. */
export function PersonAction({ person, mine }: { person: Person; mine: boolean }) {
  const reading = useReading();
  const [, go] = useLocation();
  const { personId, champion } = person;
  if (!champion) return <Nominate person={person} mine={mine} />;
  if (mine) return <Button onClick={() => go('/desk/offer')}>{reading.say('person.change-offer')}</Button>;
  if (isPaused(champion.pausedUntil, reading)) {
    return <Button onClick={() => go('/find-help')}>{reading.say('person.find-other')}</Button>;
  }
  return (
    <>
      <Button appearance="primary" onClick={() => go(bookPath(personId))}>
        {reading.say('person.book')}
      </Button>
      {champion.kind === 'mentor' && (
        <Button onClick={() => go(`/people/${personId}/regular`)}>{reading.say('series.open')}</Button>
      )}
    </>
  );
}
