import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Match } from '@open-door/api/matching/schema.ts';
import { useLocation } from 'wouter';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, forThem, givenName } from '../../times.ts';
import { bookPath } from '../office-hours/book-path.ts';
import type { BecauseOf, Way, Wish } from './matching.ts';
import { WhyNotFirst } from './why-not-first.tsx';

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  reasons: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    listStyleType: 'disc',
  },
  /** Keeps the buttons of cards that stand side by side on one line. */
  theirs: { '@media (min-width: 640px)': { minHeight: tokens.lineHeightBase300 } },
});

/** The reason that the button says already. */
const saidByButton = 'free-at';

type MatchCardProps = {
  match: Match;
  wish: Wish;
  /** The leader's post that made the reader look for help. */
  post: BecauseOf | undefined;
  /** Keys of the topics that were recognised in the wish. */
  recognised: readonly string[];
  /** Who fits best, for those who come lower; the soonest slot of the best fit is the page's primary action. */
  first: Match['person'] | undefined;
};

/** A champion who fits, why in plain words, and their soonest slot. */
export function MatchCard({ match: { person, reasons, nextFreeSlot }, wish, post, recognised, first }: MatchCardProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const reading = useReading();
  const [, go] = useLocation();
  const name = givenName(person.displayName);
  const theirs = nextFreeSlot && forThem(nextFreeSlot.startsAt, person, reading);
  const book = (at?: string) => go(bookPath(person.personId, at), { state: { wish, recognised, post } satisfies Way });
  return (
    <li className={mergeClasses(surface.box, styles.card)}>
      <PersonLine person={person} />
      <ul className={styles.reasons}>
        {reasons
          .filter(({ kind }) => kind !== saidByButton)
          .map(({ kind, words }) => (
            <li key={kind + words}>{words}</li>
          ))}
      </ul>
      {nextFreeSlot ? (
        <div className={surface.tight}>
          <div className={surface.row}>
            <Button appearance={first ? 'secondary' : 'primary'} onClick={() => book(nextFreeSlot.startsAt)}>
              {say('match.book', { when: dayAndClock(nextFreeSlot.startsAt, reading) })}
            </Button>
            <Button appearance="subtle" aria-label={say('match.more-of', { name })} onClick={() => book()}>
              {say('match.more')}
            </Button>
          </div>
          <span className={mergeClasses(surface.quiet, styles.theirs)}>
            {theirs && say('match.theirs', { theirs })}
          </span>
        </div>
      ) : (
        <span className={surface.quiet}>{say('match.no-slot', { name })}</span>
      )}
      {first && <WhyNotFirst wish={wish} first={first} person={person} />}
    </li>
  );
}
