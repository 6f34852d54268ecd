import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Cohort, CohortMatch } from '@open-door/api/cohorts/schema.ts';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { type Rule, useDecision } from './decision.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    paddingBottom: tokens.spacingVerticalM,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flexGrow: 1, flexBasis: '20rem', overflowWrap: 'anywhere' },
  with: { color: tokens.colorNeutralForeground2 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  rule: { ...typographyStyles.caption1Strong },
});

/** Two people with the reasons for them, and what the owner may decide for the next run. */
export function PairLine({ cohort, match }: { cohort: Cohort; match: CohortMatch }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { learner, mentor, reasons, rule, candidates } = match;
  const decide = useDecision(cohort);
  if (!mentor) return null;
  const names = { learner: learner.displayName, mentor: mentor.displayName };
  const button = (to: Rule, word: 'lock' | 'forbid' | 'release') => (
    <Button
      size="small"
      aria-label={say(`cohorts.${word}-names`, names)}
      onClick={() => decide({ learner, mentor }, { from: rule, to })}
    >
      {say(`cohorts.${word}`)}
    </Button>
  );
  return (
    <li className={styles.line}>
      <div className={mergeClasses(surface.tight, styles.words)}>
        <span>
          <TextLink to={`/people/${learner.personId}`}>{learner.displayName}</TextLink>{' '}
          <span className={styles.with}>{say('cohorts.with')}</span>{' '}
          <TextLink to={`/people/${mentor.personId}`}>{mentor.displayName}</TextLink>
        </span>
        <span className={styles.quiet}>
          {reasons.length > 0 ? reasons.join(' · ') : say('cohorts.no-reason', { candidates })}
        </span>
        {rule !== 'none' && <span className={styles.rule}>{say(`cohorts.ruled-${rule}`)}</span>}
      </div>
      {cohort.state !== 'closed' && (
        <div className={surface.row}>
          {rule === 'none' ? (
            <>
              {button('locked', 'lock')}
              {button('forbidden', 'forbid')}
            </>
          ) : (
            button('none', 'release')
          )}
        </div>
      )}
    </li>
  );
}
