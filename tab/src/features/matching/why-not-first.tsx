import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Explanation } from '@open-door/api/matching/schema.ts';
import { useId, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import type { Wish } from './matching.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    listStyleType: 'disc',
  },
  line: { display: 'block' },
});

type Named = { personId: string; displayName: string };
type WhyNotFirstProps = { wish: Wish; first: Named; person: Named };

/** On request, why somebody came lower than the best fit, and what would change it. */
export function WhyNotFirst({ wish, first, person }: WhyNotFirstProps) {
  const surface = useSurface();
  const { say } = useReader();
  const answer = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={surface.tight}>
      <div>
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={open}
          aria-controls={answer}
          aria-label={say('match.why-of', { name: givenName(person.displayName) })}
          onClick={() => setOpen(!open)}
        >
          {say('match.why')}
        </Button>
      </div>
      <div id={answer} hidden={!open} aria-live="polite">
        {open && <Why wish={wish} first={first} person={person} />}
      </div>
    </div>
  );
}

function Why({ wish, first, person }: WhyNotFirstProps) {
  const { say } = useReader();
  const body = { ...wish, higherId: first.personId, lowerId: person.personId };
  const { data, error } = useRead('POST /api/matches/explanation', { body });
  if (error) return <span>{errorTitle(error, say)}</span>;
  if (!data) return <span>{say('loading')}</span>;
  return <Explained explanation={data} />;
}

function Explained({ explanation: { summary, because, wouldTake, higher, lower } }: { explanation: Explanation }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const beside = ({ displayName }: Named, words: string) => (
    <span className={styles.line}>{`${givenName(displayName)}: ${words}`}</span>
  );
  const best = givenName(higher.displayName);
  return (
    <div className={surface.tight}>
      <span>{summary}</span>
      {because.length > 0 && (
        <ul className={styles.list} aria-label={say('match.because')}>
          {because.map((difference) => (
            <li key={difference.higher + difference.lower}>
              {difference.higher === difference.lower ? (
                say('match.more-so', { words: difference.higher, name: best })
              ) : (
                <>
                  {beside(higher, difference.higher)}
                  {beside(lower, difference.lower)}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {wouldTake.length > 0 && (
        <>
          <span className={surface.quiet}>{say('match.would-take')}</span>
          <ul className={styles.list}>
            {wouldTake.map(({ now, needed }) => (
              <li key={now + needed}>
                {now === needed ? say('match.as-much', { words: needed, name: best }) : needed}
                {now !== needed && (
                  <span className={mergeClasses(styles.line, surface.quiet)}>{say('match.now', { now })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
