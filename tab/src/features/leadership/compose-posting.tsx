import { Button } from '@fluentui/react-components';
import type { FeedStanding, Post } from '@open-door/api/leadership/schema.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { reasonOf } from '../../api.ts';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useApi, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { isEmpty, linkAddress } from './draft.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { useChoice } from './draft-keeping.ts';
import { postReads } from './feed.ts';
import { OneselfRefusal } from './oneself-refusal.tsx';

const operation = 'POST /api/leadership/posts';

/** What posting changes on other screens. */
export const touched = [...postReads, 'GET /api/leadership/filters', 'GET /api/leadership/mine'] as const;

/** To the post, among those of others. */
export function usePosted(): (post: Post) => void {
  const { say } = useReader();
  const toast = useToast();
  const [, go] = useLocation();
  return ({ messageId }) => {
    go(`/leaders/${messageId}`);
    toast({ text: say('compose.posted') });
  };
}

/** Posts the draft once all of it is kept, and knows why it could not be. */
export function usePosting(keeper: DraftKeeper) {
  const api = useApi();
  const posted = usePosted();
  const { takeTheirs } = useChoice(keeper);
  const post = useWrite(operation, { refreshes: touched, onSuccess: posted });
  const [missing, setMissing] = useState<'nothing' | 'link'>();
  const settle = async (error: Error) => {
    const reason = reasonOf(operation, error);
    const { draft } = keeper.snapshot();
    if (reason === 'maybe-posted') keeper.learn({ ...draft, posting: 'unknown' });
    if (reason === 'already-posting') keeper.learn({ ...draft, posting: 'now' });
    if (reason === 'changed-elsewhere') takeTheirs(await api('GET /api/leadership/draft', {}));
  };
  const run = async () => {
    const { writing, draft } = keeper.snapshot();
    const lacks = whatLacks(writing, draft.image !== null);
    setMissing(lacks);
    post.reset();
    if (lacks || !(await keeper.flush())) return;
    const body = { version: keeper.snapshot().draft.version };
    post.mutate({ body }, { onError: (error) => void settle(error) });
  };
  return { run, missing, error: post.error, isPending: post.isPending };
}
type Posting = ReturnType<typeof usePosting>;

function whatLacks(writing: Parameters<typeof isEmpty>[0], hasPicture: boolean) {
  if (isEmpty(writing) && !hasPicture) return 'nothing';
  return writing.link.url.trim() !== '' && !linkAddress(writing.link.url) ? 'link' : undefined;
}

export function PostButton({ posting: { run, isPending } }: { posting: Posting }) {
  const { say } = useReader();
  return (
    <Button appearance="primary" disabledFocusable={isPending} onClick={() => void run()}>
      {say(isPending ? 'compose.posting' : 'compose.post')}
    </Button>
  );
}

/** Why it was not posted, and what to do; what was written is kept in any case. */
export function PostRefusal({ posting, channel }: { posting: Posting; channel: FeedStanding['channel'] }) {
  const surface = useSurface();
  const { say } = useReader();
  const { missing, error, run } = posting;
  if (missing) return <Notice intent="warning">{say(`compose.lacks-${missing}`)}</Notice>;
  const reason = reasonOf(operation, error);
  // Of these the page says more in a place of its own.
  if (!error || reason === 'maybe-posted' || reason === 'already-posting') return null;
  return (
    <div className={surface.tight}>
      <OneselfRefusal error={error} webUrl={channel?.webUrl ?? ''} onAllowed={() => void run()} />
      <span className={surface.quiet}>{say('compose.still-kept')}</span>
    </div>
  );
}
