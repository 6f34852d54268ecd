import { useSyncExternalStore } from 'react';

const query = matchMedia('(min-width: 1200px)');

/** True where a page has the width to show list and detail side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}
