import type { Person } from '@open-door/api/people/schema.ts';
import { Notice } from '../../components/notice.tsx';
import type { Say } from '../../messages.ts';
import { useReading } from '../../reader.tsx';
import { givenName, type Reading } from '../../times.ts';
import { isPaused, sayDate } from '../champions/pause.ts';

/** What to know before asking somebody: that they left, take a break, or are full; nothing in the usual case. */
export function PersonStanding({ person, mine }: { person: Person; mine: boolean }) {
  const reading = useReading();
  const words = standingWords(person, reading);
  const suggested = person.nominated && !person.champion && nominatedWords(person, mine, reading.say);
  if (!words && !suggested) return null;
  return <Notice>{words ?? suggested}</Notice>;
}

function standingWords({ displayName, active, champion, offer }: Person, reading: Reading): string | undefined {
  const name = givenName(displayName);
  if (!active) return reading.say('person.left', { name });
  if (champion?.pausedUntil && isPaused(champion.pausedUntil, reading)) {
    return reading.say('person.paused', { name, date: sayDate(champion.pausedUntil, reading) });
  }
  if (offer && offer.bookedThisWeek >= offer.capacityPerWeek) return reading.say('person.full', { name });
  return undefined;
}

function nominatedWords({ displayName }: Person, mine: boolean, say: Say): string {
  return mine ? say('person.nominated-me') : say('person.nominated', { name: givenName(displayName) });
}
