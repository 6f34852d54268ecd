import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

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

/**
 * What somebody is writing, kept in the same way. It is on screen in the same moment as it is typed, or the cursor would
 * jump to the end. Give the component a `key` where another name means another text.
 */
export function useDraft<Value>(name: string, empty: Value): [Value, (value: Value) => void] {
  const [kept, keep] = useKept<Value>(name);
  const [draft, setDraft] = useState(kept ?? empty);
  const change = (value: Value) => {
    setDraft(value);
    keep(value);
  };
  return [draft, change];
}
