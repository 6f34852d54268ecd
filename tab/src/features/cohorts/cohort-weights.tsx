import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { RankingChoices } from '../matching/ranking-choices.tsx';
import { decidedCount } from '../matching/ranking-draft.ts';
import { useRankingRules } from '../matching/ranking-rules.ts';
import type { CohortFieldsProps } from './cohort-draft.ts';

/** What counts for a good pair, behind one button; how soon somebody is free counts for nothing over twelve weeks. */
export function CohortWeights({ draft, onEdit }: CohortFieldsProps) {
  const { say } = useReader();
  const choices = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button aria-expanded={open} aria-controls={choices} onClick={() => setOpen(!open)}>
          {say('cohorts.weights', { count: decidedCount(draft.weights) })}
        </Button>
      </div>
      <div id={choices} hidden={!open}>
        {open && <Choices draft={draft} onEdit={onEdit} />}
      </div>
    </>
  );
}

function Choices({ draft, onEdit }: CohortFieldsProps) {
  const surface = useSurface();
  const { say } = useReader();
  const { data, error, isPending, refetch } = useRankingRules();
  if (!data) return isPending ? <PersonSkeletons count={3} /> : <ErrorState error={error} onRetry={refetch} />;
  return (
    <div className={surface.stack}>
      <RankingChoices
        as="h3"
        weights={draft.weights}
        usual={data.usual}
        groups={['knows', 'experience', 'near']}
        onChange={(weights) => onEdit({ weights })}
      />
      {decidedCount(draft.weights) > 0 && (
        <div>
          <Button onClick={() => onEdit({ weights: {} })}>{say('ranking.back')}</Button>
        </div>
      )}
    </div>
  );
}
