import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/**
 * State that outlives its screen, such as hours half edited: it is there again when the person comes back to the page,
 * until the tab is closed. `null` means none.
 */
export function useKept<Value>(name: string): [Value | null, (value: Value | null) => void] {
  const client = useQueryClient();
  const { data = null } = useQuery<Value | null>({
    queryKey: ['kept', name],
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const keep = useCallback((value: Value | null) => void client.setQueryData(['kept', name], value), [client, name]);
  return [data, keep];
}
