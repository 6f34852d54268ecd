import { makeStyles, tokens } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useKept } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { CohortActions } from './cohort-actions.tsx';
import { CohortPeople } from './cohort-people.tsx';
import { CohortSettingsForm } from './cohort-settings.tsx';
import { hasNextStep } from './cohort-stage.ts';
import { CohortStanding } from './cohort-standing.tsx';
import { useCohort } from './cohorts.ts';
import { Endings } from './endings.tsx';
import { Ledger, Unmatched } from './ledger.tsx';
import { Pairs } from './pairs.tsx';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalM,
  },
});

/** One cohort: where it stands, its pairs, who is without a mentor, what ended, who takes part, and its settings. */
export function CohortPage({ cohortId }: { cohortId: string }) {
  const { data, error, isPending, refetch } = useCohort(cohortId);
  if (!data) {
    return (
      <ProgrammeFrame here="/programme/cohorts">
        {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
      </ProgrammeFrame>
    );
  }
  return (
    <ProgrammeFrame
      here="/programme/cohorts"
      title={data.settings.name}
      action={hasNextStep(data) && <CohortActions cohort={data} />}
    >
      <Parts cohort={data} />
    </ProgrammeFrame>
  );
}

const parts = ['standing', 'pairs', 'without', 'endings', 'people', 'settings'] as const;
type Part = (typeof parts)[number];

function Parts({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const { say } = useReader();
  const [kept, keep] = useKept<Part>(`part of cohort ${cohort.cohortId}`);
  const shown = parts.filter((part) => hasPart(cohort, part));
  const selected = kept && shown.includes(kept) ? kept : 'standing';
  return (
    <div>
      <Tabs
        label={cohort.settings.name}
        tabs={shown.map((value) => ({ value, name: say(`cohorts.part-${value}`) }))}
        selected={selected}
        onSelect={keep}
      >
        <div className={styles.panel}>
          <PartShown cohort={cohort} part={selected} />
        </div>
      </Tabs>
    </div>
  );
}

function PartShown({ cohort, part }: { cohort: Cohort; part: Part }) {
  const { standing, publishedAt } = cohort;
  if (part === 'pairs' && standing) return <Pairs cohort={cohort} run={standing} />;
  if (part === 'without' && publishedAt) return <Ledger cohort={cohort} />;
  if (part === 'without' && standing) return <Unmatched cohort={cohort} run={standing} />;
  if (part === 'endings') return <Endings cohort={cohort} />;
  if (part === 'people') return <CohortPeople cohort={cohort} />;
  if (part === 'settings') return <CohortSettingsForm cohort={cohort} />;
  return <CohortStanding cohort={cohort} />;
}

/** Before the first run there are neither pairs nor people left over, and before a publication nothing that could end. */
function hasPart({ standing, publishedAt }: Cohort, part: Part): boolean {
  if (part === 'endings') return publishedAt !== null;
  return standing !== null || (part !== 'pairs' && part !== 'without');
}
