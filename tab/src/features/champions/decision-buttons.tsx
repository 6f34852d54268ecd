import { Button } from '@fluentui/react-components';
import type { Nomination } from '@open-door/api/champions/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { type ChampionState, useDecide, useNominate } from './champions.ts';

type Decision = 'confirm' | 'decline' | 'end';

/** What can be decided about somebody in a state; the first is the likely one. */
const decisions: Record<ChampionState, readonly Decision[]> = {
  nominated: ['confirm', 'decline'],
  confirmed: ['end'],
  declined: ['confirm'],
  ended: ['confirm'],
};

/** The programme owner's decisions about one person, each with the way back. */
export function DecisionButtons({ nomination }: { nomination: Nomination }) {
  const { say } = useReader();
  const toast = useToast();
  const decide = useDecide();
  const takeBack = useTakeBack(nomination);
  const name = givenName(nomination.person.displayName);
  const params = { personId: nomination.person.personId };
  const run = (decision: Decision) =>
    decide.mutate(
      { params, body: { decision } },
      {
        onSuccess: () =>
          toast({
            text: say(`champions.done-${decision}`, { name }),
            action: { label: say('undo'), run: () => takeBack(decision) },
          }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  return decisions[nomination.state].map((decision) => (
    <Button
      key={decision}
      size="small"
      disabledFocusable={decide.isPending}
      aria-label={say(`champions.${decision}-name`, { name: nomination.person.displayName })}
      onClick={() => run(decision)}
    >
      {say(`champions.${decision}`)}
    </Button>
  ));
}

/** Puts somebody back into the state they were in before a decision; a nomination waits again, with its note. */
function useTakeBack({ person, state, kind, note }: Nomination): (decision: Decision) => void {
  const { say } = useReader();
  const toast = useToast();
  const decide = useDecide();
  const nominate = useNominate();
  const params = { personId: person.personId };
  const back = async (decision: Decision) => {
    const opposite = state === 'confirmed' ? 'confirm' : state === 'ended' ? 'end' : 'decline';
    if (decision !== opposite) await decide.mutateAsync({ params, body: { decision: opposite } });
    if (state === 'nominated') await nominate.mutateAsync({ params, body: { kind, note } });
  };
  return (decision) => {
    back(decision).then(
      () => toast({ text: say('saved.undone') }),
      (error: Error) => toast({ text: errorTitle(error, say) }),
    );
  };
}
