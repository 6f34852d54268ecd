import type { LeaderChoice } from '@open-door/api/leadership/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

type Named = { personId: string; displayName: string };

/** Decides by hand whether one person is a leader, with the way back to what stood there. */
export function useChooseLeader() {
  const { say } = useReader();
  const toast = useToast();
  const { mutate, isPending } = useWrite('PUT /api/leadership/leaders/{personId}', {
    refreshes: [
      'GET /api/leadership/leaders',
      'GET /api/leadership/overview',
      'GET /api/leadership/feed',
      'GET /api/people/{personId}/roles',
    ],
  });
  const decide = (person: Named, choice: LeaderChoice, isUndo = false) =>
    mutate(
      { params: { personId: person.personId }, body: { choice } },
      {
        onSuccess: ({ isLeader, before }) =>
          toast(
            isUndo
              ? { text: say('saved.undone') }
              : {
                  text: say('leadership.chosen', { name: person.displayName, now: isLeader ? 'in' : 'out' }),
                  action: { label: say('undo'), run: () => decide(person, before, true) },
                },
          ),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  return { choose: (person: Named, choice: LeaderChoice) => decide(person, choice), isPending };
}
