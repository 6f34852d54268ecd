import type { Me, Profile } from '@open-door/api/people/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useChangeMe, useMyself } from './me.ts';

/** The signed-in person's profile as it will be, and a way to change parts of it at once, with undo. */
export function useProfile() {
  const me = useMyself();
  const { say } = useReader();
  const toast = useToast();
  const change = useChangeMe();
  const shown: Me = change.isPending ? { ...me, ...given(change.variables.body) } : me;
  const put = (body: Profile, onSuccess: () => void) =>
    change.mutate({ body }, { onSuccess, onError: (error) => toast({ text: errorTitle(error, say) }) });
  const edit = (body: Profile) => {
    const before = Object.fromEntries(Object.keys(body).map((key) => [key, me[key as keyof Profile]]));
    const undo = { label: say('undo'), run: () => put(before, () => toast({ text: say('saved.undone') })) };
    put(body, () => toast({ text: say('saved.profile'), action: undo }));
  };
  return { me: shown, edit };
}

function given(body: Profile): Partial<Me> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
