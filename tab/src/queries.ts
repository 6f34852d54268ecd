import {
  type InfiniteData,
  keepPreviousData,
  onlineManager,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createContext, useContext, useRef } from 'react';
import { type Api, type Input, type OperationKey, type Output, Refused } from './api.ts';
import { type Topic, useLive } from './live.ts';

/** Set once by `main.tsx`; screens reach the API through `useRead`, `useList` and `useWrite`. */
export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('no API: wrap the screen in ApiContext');
  return api;
}

/**
 * A refusal is an answer and is not asked again; silence and faults are, twice. Offline, a read fails at once, so that
 * the screen can say so, and is asked again when the device is back; nothing is sent later behind the person's back.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 3_600_000,
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (failures, error) =>
          failures < 2 && onlineManager.isOnline() && !(error instanceof Refused && error.status < 500),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

type Page = { items: unknown[]; next: string | null };
/** Searches and previews are reads too: they take their words in the body, so that no address holds them. */
type ReadKey = Extract<
  OperationKey,
  | `GET ${string}`
  | 'POST /api/matches'
  | 'POST /api/matches/explanation'
  | 'POST /api/ranking-rules/preview'
  | 'POST /api/answers/similar'
  | 'POST /api/leadership/preview'
  | 'POST /api/leadership/rule/preview'
>;
type ListKey = { [Key in ReadKey]: Output<Key> extends Page ? Key : never }[ReadKey];
type Item<Key extends ListKey> = Output<Key> extends { items: (infer One)[] } ? One : never;
type ReadOptions = {
  /** False waits until it may ask. */
  enabled?: boolean;
  /** Milliseconds between looks while the screen is open; false for none. */
  refetchInterval?: number | false;
  /** The topics it shows: it is asked again when one of them changes. */
  live?: readonly Topic[];
};
const nothingLive: readonly Topic[] = [];

/** Reads one operation, and keeps what it shows while it asks again. `input` is `{}` where the operation takes none. */
export function useRead<Key extends ReadKey>(
  key: Key,
  input: Input<Key>,
  { live = nothingLive, ...options }: ReadOptions = {},
) {
  const api = useApi();
  useLive(live);
  return useQuery({
    queryKey: [key, input],
    queryFn: ({ signal }): Promise<Output<Key>> => api(key, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { live },
    ...options,
  });
}

/** Reads a cursor list page by page: `items` holds all loaded so far, in order, `first` the first page with what else it says. */
export function useList<Key extends ListKey>(
  key: Key,
  input: Input<Key>,
  { live = nothingLive, ...options }: ReadOptions = {},
) {
  const api = useApi();
  useLive(live);
  const query = useInfiniteQuery({
    queryKey: [key, input],
    queryFn: async ({ signal, pageParam }): Promise<Page> => {
      const paged = pageParam ? withCursor(input, pageParam) : input;
      return (await api(key, paged as Input<Key>, { signal })) as Page;
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta: { live },
    ...options,
  });
  const first = query.data?.pages[0] as Output<Key> | undefined;
  return { ...query, first, items: itemsOf<Item<Key>>(query.data) };
}

type WriteOptions<Key extends OperationKey> = {
  /** Reads whose answers this changes; they are asked again where they are on screen. */
  refreshes?: readonly ReadKey[];
  onSuccess?: (answer: Output<Key>, input: Input<Key>) => void;
};

/**
 * Runs an operation that changes something: `mutate(input)`, then the reads it touches are asked again. Who presses again
 * because no answer came tries the same thing again, and does not do it twice.
 */
export function useWrite<Key extends OperationKey>(key: Key, { refreshes = [], onSuccess }: WriteOptions<Key> = {}) {
  const api = useApi();
  const client = useQueryClient();
  const unanswered = useRef<{ asked: string; idempotencyKey: string }>(undefined);
  return useMutation<Output<Key>, Error, Input<Key>>({
    mutationFn: async (input) => {
      const asked = JSON.stringify(input);
      const attempt =
        unanswered.current?.asked === asked ? unanswered.current : { asked, idempotencyKey: crypto.randomUUID() };
      unanswered.current = attempt;
      try {
        const answer = await api(key, input, { idempotencyKey: attempt.idempotencyKey });
        unanswered.current = undefined;
        return answer;
      } catch (error) {
        if (error instanceof Refused && error.status < 500) unanswered.current = undefined;
        throw error;
      }
    },
    // A refusal, too, tells that what is on screen is no longer so.
    onSettled: () => {
      for (const read of refreshes) void client.invalidateQueries({ queryKey: [read] });
    },
    ...(onSuccess && { onSuccess: (answer: Output<Key>, input: Input<Key>) => onSuccess(answer, input) }),
  });
}

function withCursor(input: unknown, cursor: string) {
  const known = (input ?? {}) as { query?: object };
  return { ...known, query: { ...known.query, cursor } };
}

function itemsOf<One>(data: InfiniteData<Page> | undefined): One[] | undefined {
  return data?.pages.flatMap((page) => page.items as One[]);
}
