import type { Cohort, CohortMatch } from '@open-door/api/cohorts/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useDecide } from './cohorts.ts';

export type Rule = CohortMatch['rule'];
type Person = CohortMatch['learner'];
export type Pair = { learner: Person; mentor: Person };

/** Decides about a pair for the next run, says what that does, and can take it back. */
export function useDecision({ cohortId }: Cohort) {
  const { say } = useReader();
  const toast = useToast();
  const { mutate } = useDecide();
  return ({ learner, mentor }: Pair, { from, to }: { from: Rule; to: Rule }) => {
    const put = (rule: Rule, onSuccess: () => void) =>
      mutate(
        { params: { cohortId }, body: { learnerId: learner.personId, mentorId: mentor.personId, rule } },
        { onSuccess, onError: (error) => toast({ text: errorTitle(error, say) }) },
      );
    const undo = () => put(from, () => toast({ text: say('saved.undone') }));
    const names = { learner: learner.displayName, mentor: mentor.displayName };
    put(to, () => toast({ text: say(`cohorts.decided-${to}`, names), action: { label: say('undo'), run: undo } }));
  };
}
