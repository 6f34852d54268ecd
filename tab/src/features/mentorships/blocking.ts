import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';

const refreshes = ['GET /api/blocks', 'POST /api/matches'] as const;

/** With whom the reader is not to be brought together. */
export function useBlocks() {
  return useRead('GET /api/blocks', {});
}

/** Sets or takes back a block, with the way back. */
export function useBlocking({ personId, displayName }: { personId: string; displayName: string }) {
  const { say } = useReader();
  const toast = useToast();
  const set = useWrite('PUT /api/blocks/{personId}', { refreshes });
  const lift = useWrite('DELETE /api/blocks/{personId}', { refreshes });
  const params = { personId };
  const name = givenName(displayName);
  const onError = (error: Error) => toast({ text: errorTitle(error, say) });
  const done = (key: 'mentoring.blocked' | 'mentoring.unblocked', undo: () => void) => ({
    onSuccess: () => toast({ text: say(key, { name }), action: { label: say('undo'), run: undo } }),
    onError,
  });
  const undone = { onSuccess: () => toast({ text: say('saved.undone') }), onError };
  return {
    isPending: set.isPending || lift.isPending,
    block: () =>
      set.mutate(
        { params, body: {} },
        done('mentoring.blocked', () => lift.mutate({ params }, undone)),
      ),
    unblock: () =>
      lift.mutate(
        { params },
        done('mentoring.unblocked', () => set.mutate({ params, body: {} }, undone)),
      ),
  };
}
