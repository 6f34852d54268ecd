import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useId, useState } from 'react';
import { LoadMore } from '../../components/load-more.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useDecisions } from './cohorts.ts';
import { useDecision } from './decision.ts';

const useStyles = makeStyles({
  lines: { rowGap: tokens.spacingVerticalS, maxWidth: '64rem' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
});

/** Every pair that was locked or ruled out, also those no run shows any more, each with the way back. */
export function Decisions({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const place = useId();
  const [open, setOpen] = useState(false);
  const decisions = useDecisions(cohort);
  const decide = useDecision(cohort);
  const items = decisions.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className={surface.stack}>
      <div>
        <Button aria-expanded={open} aria-controls={place} onClick={() => setOpen(!open)}>
          {say('cohorts.decisions', { count: items.length, more: decisions.hasNextPage ? 'yes' : 'no' })}
        </Button>
      </div>
      <div id={place} hidden={!open}>
        <ul className={`${surface.list} ${styles.lines}`}>
          {items.map(({ learner, mentor, rule }) => {
            const names = { learner: learner.displayName, mentor: mentor.displayName };
            return (
              <li key={`${learner.personId} ${mentor.personId}`} className={styles.line}>
                <span>{say(`cohorts.decision-${rule}`, names)}</span>
                {cohort.state !== 'closed' && (
                  <Button
                    size="small"
                    aria-label={say('cohorts.release-names', names)}
                    onClick={() => decide({ learner, mentor }, { from: rule, to: 'none' })}
                  >
                    {say('cohorts.release')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        <LoadMore list={decisions} />
      </div>
    </div>
  );
}
