import { makeStyles, tokens } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useRead } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { forBoth, givenName, wallClock, weekdayName } from '../../times.ts';
import { dateIn, isPaused } from '../champions/pause.ts';
import { zoneName } from '../people/time-zones.ts';
import { bookPath } from './book-path.ts';
import { type SharedHours, sharedHours } from './hours-in-words.ts';

const useStyles = makeStyles({
  line: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  soonest: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

type HoursProps = {
  champion: Person;
  /** True when they are the reader's own, who books nobody here. */
  mine: boolean;
};

/** When a champion can be booked: the soonest free slot, and their weekly hours as they see them. */
export function Hours({ champion, mine }: HoursProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say, locale } = reading;
  const hours = useRead('GET /api/office-hours/{personId}', { params: { personId: champion.personId } });
  if (hours.isPending || !hours.data) return null;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const words = ({ weekdays, startsAt, endsAt, timeZone, everyWeeks }: SharedHours) =>
    say('hours.line', {
      days: list.format(weekdays.map((weekday) => weekdayName(weekday, locale))),
      from: wallClock(startsAt, locale),
      to: wallClock(endsAt, locale),
      place: zoneName(timeZone),
      weeks: everyWeeks,
    });
  const lines = sharedHours(hours.data.windows, dateIn(0, reading)).map(words);
  return (
    <section className={surface.tight}>
      <Heading>{say('hours.title')}</Heading>
      {!isPaused(champion.champion?.pausedUntil ?? null, reading) && <SoonestSlot champion={champion} mine={mine} />}
      {lines.length === 0 && (
        <p className={styles.line}>{say('hours.none', { name: givenName(champion.displayName) })}</p>
      )}
      {lines.map((line) => (
        <p key={line} className={styles.line}>
          {line}
        </p>
      ))}
    </section>
  );
}

function SoonestSlot({ champion, mine }: HoursProps) {
  const styles = useStyles();
  const reading = useReading();
  const { personId } = champion;
  const slots = useRead('GET /api/office-hours/{personId}/slots', { params: { personId }, query: { limit: 1 } });
  const soonest = slots.data?.items[0];
  if (!slots.data) return null;
  if (!soonest) {
    return <p className={styles.line}>{reading.say('match.no-slot', { name: givenName(champion.displayName) })}</p>;
  }
  const when = forBoth(soonest.startsAt, champion, reading);
  return (
    <p className={styles.soonest}>
      {reading.say('hours.soonest')}{' '}
      {mine ? when : <TextLink to={bookPath(personId, soonest.startsAt)}>{when}</TextLink>}
    </p>
  );
}
