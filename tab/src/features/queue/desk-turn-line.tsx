import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { Link } from 'wouter';
import { useLineLink } from '../../components/line-link.ts';
import { useReading } from '../../reader.tsx';
import { clock, type Reading } from '../../times.ts';
import { askerName } from './desk-tickets.ts';

const useStyles = makeStyles({
  link: {
    display: 'grid',
    gridTemplateColumns: '2rem minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    '@media (max-width: 480px)': { paddingInline: tokens.spacingHorizontalXS },
  },
  place: { ...typographyStyles.body1Strong, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  wait: { ...typographyStyles.body1, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

type TurnLineProps = {
  /** A ticket alone, or those of a group, which are called together. */
  turn: readonly [DeskTicket, ...DeskTicket[]];
  shown: string | undefined;
  /** False among tickets of several lines, where a place says nothing. */
  placed?: boolean;
};

/** A turn in line: its place, who asks what, for how long, and what there is to know before calling. */
export function TurnLine({ turn, shown, placed = true }: TurnLineProps) {
  const line = useLineLink();
  const styles = useStyles();
  const reading = useReading();
  const { say, locale } = reading;
  const [first] = turn;
  const here = turn.some(({ ticketId }) => ticketId === shown);
  const names = turn.map((ticket) => askerName(ticket, say));
  return (
    <Link
      href={`/desk/queue/${first.ticketId}`}
      className={mergeClasses(line.link, styles.link, here && line.here)}
      aria-current={here ? 'true' : undefined}
    >
      <span className={styles.place}>{placed && first.place}</span>
      <span className={line.words}>
        <span className={line.name}>{new Intl.ListFormat(locale).format(names)}</span>
        <span className={line.quiet}>{factsOf(turn, reading).join(' · ')}</span>
        <span className={line.excerpt}>{first.question}</span>
      </span>
      <span className={styles.wait}>{say('queue.desk.minutes', { minutes: first.waitedMinutes })}</span>
    </Link>
  );
}

/** What a champion is to know before they call somebody, a few words each. */
function factsOf([first, ...others]: TurnLineProps['turn'], reading: Reading): string[] {
  const { say } = reading;
  const { topic, anonymity, recentHelps, waitsFor, waitsForChampion, missedChecks, state, until, forYou } = first;
  const facts = [
    topic?.label,
    waitsFor === 'specialist' && say('queue.desk.for-specialist'),
    waitsFor === 'champion' &&
      say('queue.desk.for-champion', { who: forYou ? 'you' : 'other', name: waitsForChampion?.displayName ?? '' }),
    others.length > 0 && say('queue.desk.together', { count: others.length + 1 }),
    anonymity !== 'named' && say(`queue.desk.asks-${anonymity}`),
    recentHelps !== null && recentHelps > 0 && say('queue.desk.helped-lately', { count: recentHelps }),
    missedChecks > 0 && say('queue.desk.missed', { count: missedChecks }),
    state === 'on-hold' && until && say('queue.desk.held-until', { clock: clock(until, reading) }),
  ];
  return facts.filter((fact) => typeof fact === 'string');
}
