import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { Link } from 'wouter';
import { Initials } from '../../components/initials.tsx';
import { useLineLink } from '../../components/line-link.ts';
import { useReading } from '../../reader.tsx';
import { day, type Reading } from '../../times.ts';
import { sayDate } from '../champions/pause.ts';
import { askedOf, otherSide } from './mentorships.ts';

const useStyles = makeStyles({});

type MentorshipLineProps = {
  mentorship: Mentorship;
  /** True for the one whose detail is beside the list. */
  selected: boolean;
};

/** A mentorship in a list: with whom, how it stands, and what it asks; the whole line leads to it. */
export function MentorshipLine({ mentorship, selected }: MentorshipLineProps) {
  const line = useLineLink();
  const _styles = useStyles();
  const reading = useReading();
  const other = otherSide(mentorship);
  const asked = askedOf(mentorship, reading.now);
  return (
    <Link
      href={`/mentoring/${mentorship.mentorshipId}`}
      className={mergeClasses(line.link, line.person, selected && line.here)}
      aria-current={selected ? 'true' : undefined}
    >
      <Initials name={other.displayName} />
      <span className={line.words}>
        <span className={line.name}>{other.displayName}</span>
        <span>{asked ? reading.say(`mentoring.asks-${asked}`) : standingWords(mentorship, reading)}</span>
        <span className={line.quiet}>{mentorship.goal}</span>
      </span>
    </Link>
  );
}

/** "Since Mon 2 Nov · 3 sessions", "Paused until Wed 2 Dec", "Ended yesterday" */
export function standingWords(mentorship: Mentorship, reading: Reading): string {
  const { state, startedAt, endedAt, pausedUntil, sessionsHeld } = mentorship;
  const { say } = reading;
  switch (state) {
    case 'proposed':
      return say('mentoring.state-proposed');
    case 'active':
      return [
        say('mentoring.state-active', { day: startedAt ? day(startedAt, reading) : '' }),
        say('mentoring.held', { count: sessionsHeld }),
      ].join(' · ');
    case 'paused':
      return say('mentoring.state-paused', { date: pausedUntil ? sayDate(pausedUntil, reading) : '' });
    default:
      return say(`mentoring.state-${state}`, { day: endedAt ? day(endedAt, reading) : '' });
  }
}
