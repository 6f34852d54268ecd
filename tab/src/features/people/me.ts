import type { Me } from '@open-door/api/people/schema.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useRead, useWrite } from '../../queries.ts';

/** The signed-in person. The shell waits for it, so a page may take it as known: see `useMyself`. */
export function useMe() {
  return useRead('GET /api/me', {});
}

/** The signed-in person inside a page, where the shell has loaded them. */
export function useMyself(): Me {
  const { data } = useMe();
  if (!data) throw new Error('useMyself is for pages, which the shell shows once it knows who is here');
  return data;
}

export function useChangeMe() {
  return useWrite('PATCH /api/me', { refreshes: ['GET /api/people/{personId}'], onSuccess: useRememberMe() });
}

export function useTakeMailboxSettings() {
  return useWrite('POST /api/me/mailbox-settings', {
    refreshes: ['GET /api/people/{personId}'],
    onSuccess: useRememberMe(),
  });
}

/** Keeps an answer that is the signed-in person, so that what they changed is on screen without asking again. */
function useRememberMe(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => void client.setQueryData(['GET /api/me', {}], me);
}
