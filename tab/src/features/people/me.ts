import type { Me } from '@open-door/api/people/schema.ts';
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
  return useWrite('PATCH /api/me', { refreshes: ['GET /api/me'] });
}
