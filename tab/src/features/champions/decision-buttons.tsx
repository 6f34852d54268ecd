import { Button } from '@fluentui/react-components';
import type { Nomination } from '@open-door/api/champions/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { type ChampionState, useDecide } from './champions.ts';

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
            action: { label: say('undo'), run: takeBack },
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

/** The decision that leads back into a state. */
const wayBack = { nominated: 'reopen', confirmed: 'confirm', declined: 'decline', ended: 'end' } as const;

/** Puts somebody back into the state they were in before a decision; a nomination waits again, with its note. */
function useTakeBack({ person, state }: Nomination): () => void {
  const { say } = useReader();
  const toast = useToast();
  const decide = useDecide();
  return () =>
    decide.mutate(
      { params: { personId: person.personId }, body: { decision: wayBack[state] } },
      {
        onSuccess: () => toast({ text: say('saved.undone') }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
}
