import type { Draft } from '@open-door/api/leadership/schema.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { reasonOf } from '../../api.ts';
import { useToast } from '../../components/toasts.tsx';
import { useApi, useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { writingOf } from './draft.ts';
import { onDevice } from './draft-device.ts';
import { type FittedImage, fitted } from './draft-image.ts';
import { DraftKeeper } from './draft-keeper.ts';

/** Milliseconds. */
const pause = 1_000;
const again = 10_000;

/** What the leader is writing. Known once it was read anew, since another device may have gone on with it. */
export function useStoredDraft() {
  const { data, isFetchedAfterMount, ...rest } = useRead('GET /api/leadership/draft', {});
  return { ...rest, draft: isFetchedAfterMount ? data : undefined };
}

/** Keeps a draft while its page is open. `stored` is what the server last said. */
export function useDraftKeeper(stored: Draft) {
  const api = useApi();
  const client = useQueryClient();
  const { personId } = useMyself();
  const [keeper] = useState(() => {
    const remember = (draft: Draft) => client.setQueryData(['GET /api/leadership/draft', {}], draft);
    const save = async (content: Draft['content'], version: number) => {
      try {
        const draft = await api('PUT /api/leadership/draft', { body: { content, version } });
        remember(draft);
        return draft;
      } catch (error) {
        if (reasonOf('PUT /api/leadership/draft', error) === 'changed-elsewhere') return 'elsewhere';
        throw error;
      }
    };
    const read = () => api('GET /api/leadership/draft', {});
    return new DraftKeeper(stored, { save, read, device: onDevice(personId), pause, again });
  });
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.arrive(stored), [keeper, stored]);
  useEffect(() => {
    const online = () => void keeper.flush();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      keeper.close();
    };
  }, [keeper]);
  return { keeper, keeping };
}

/** Takes what the other device kept, or goes on with what is here; what loses can be brought back. */
export function useChoice(keeper: DraftKeeper) {
  const { say } = useReader();
  const toast = useToast();
  const undo = (run: () => void) => ({ label: say('undo'), run });
  return {
    takeTheirs: (theirs: Draft) => {
      const { writing } = keeper.snapshot();
      keeper.begin(theirs);
      toast({ text: say('compose.took-theirs'), action: undo(() => keeper.replace(writing)) });
    },
    keepMine: (theirs: Draft) => {
      keeper.keepMine();
      toast({ text: say('compose.kept-mine'), action: undo(() => keeper.replace(writingOf(theirs.content))) });
    },
  };
}

const imageRead = ['GET /api/leadership/draft/image'] as const;

/** The picture of the draft, and the ways to change it. */
export function useDraftImage(keeper: DraftKeeper, draft: Draft) {
  const put = useWrite('PUT /api/leadership/draft/image', {
    refreshes: imageRead,
    onSuccess: (now) => keeper.learn(now),
  });
  const drop = useWrite('DELETE /api/leadership/draft/image', {
    refreshes: imageRead,
    onSuccess: (now) => keeper.learn(now),
  });
  const { data } = useRead('GET /api/leadership/draft/image', {}, { enabled: draft.image !== null });
  return {
    picture: draft.image ? data : undefined,
    put: async (image: FittedImage) => {
      if (await keeper.flush()) put.mutate({ body: { ...image, version: keeper.snapshot().draft.version } });
    },
    drop: async () => {
      if (await keeper.flush()) drop.mutate({});
    },
    error: put.error ?? drop.error,
    isBusy: put.isPending || drop.isPending,
  };
}

/** Throws the draft away, words and picture, with the way back. */
export function useDiscard(keeper: DraftKeeper, { picture, put }: ReturnType<typeof useDraftImage>) {
  const { say } = useReader();
  const toast = useToast();
  const discard = useWrite('DELETE /api/leadership/draft', {
    refreshes: imageRead,
    onSuccess: (draft) => {
      const { writing } = keeper.snapshot();
      keeper.begin(draft);
      toast({ text: say('compose.discarded'), action: { label: say('undo'), run: () => bringBack(writing) } });
    },
  });
  const bringBack = async (writing: ReturnType<typeof keeper.snapshot>['writing']) => {
    keeper.replace(writing);
    const image = picture && (await fitted(picture));
    if (image) await put(image);
  };
  return {
    ...discard,
    run: async () => {
      await keeper.flush();
      discard.mutate({});
    },
  };
}
