import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { onlineManager } from '@tanstack/react-query';
import { useRef, useState, useSyncExternalStore } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { useMyself } from '../people/me.ts';
import { allPosts, type FeedFilter, feedPath, filterCount, type useFeed } from './feed.ts';
import { emptyWords } from './feed-standing.tsx';
import { holdBack } from './new-posts.ts';
import { PostCard } from './post-card.tsx';
import { PostSkeletons } from './post-skeletons.tsx';

const useStyles = makeStyles({
  /** Stays in reach while one reads further down. */
  fresh: {
    position: 'sticky',
    top: tokens.spacingVerticalS,
    zIndex: 1,
    display: 'grid',
    justifyContent: 'center',
    ':empty': { display: 'none' },
  },
  button: { boxShadow: tokens.shadow8 },
});

type FeedListProps = {
  feed: ReturnType<typeof useFeed>;
  filter: FeedFilter;
  /** The post whose replies stand beside the list. */
  selected: string | undefined;
  onWiden: (filter: FeedFilter) => void;
};

/** Posts, newest first. What is posted meanwhile waits behind a button, so that nothing moves while somebody reads. */
export function FeedList({ feed, filter, selected, onWiden }: FeedListProps) {
  const surface = useSurface();
  // A leader's first thing to do here is to write.
  const { roles } = useMyself();
  const { shown, waiting, show } = useNewHeldBack(feed);
  const list = useRef<HTMLUListElement>(null);
  if (feed.isPending) return <PostSkeletons count={3} />;
  if (!shown) return <ErrorState error={feed.error} onRetry={feed.refetch} />;
  if (shown.length === 0) return <NoPosts feed={feed} filter={filter} onWiden={onWiden} />;
  const showNew = () => {
    show();
    window.scrollTo({ top: 0 });
    list.current?.querySelector('a')?.focus({ preventScroll: true });
  };
  return (
    <div className={surface.stack}>
      <NewPosts count={waiting.length} onShow={showNew} />
      <AsOf feed={feed} />
      <ul ref={list} aria-busy={feed.isPlaceholderData} className={`${surface.list} ${surface.stack}`}>
        {shown.map((post) => (
          <li key={post.messageId}>
            <PostCard
              post={post}
              selected={post.messageId === selected}
              bookFirst={post.messageId === selected && !roles.includes('leader')}
              repliesAt={feedPath(filter, post.messageId)}
            />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={feed} />
      </div>
    </div>
  );
}

function useNewHeldBack({ items, isPlaceholderData }: FeedListProps['feed']) {
  const [newest, setNewest] = useState<Post>();
  // What is still shown of another search says nothing about this one.
  if (!newest && items?.[0] && !isPlaceholderData) setNewest(items[0]);
  const { shown, waiting } = holdBack(items ?? [], newest);
  return { shown: items && shown, waiting, show: () => setNewest(items?.[0]) };
}

function NewPosts({ count, onShow }: { count: number; onShow: () => void }) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <div role="status" className={styles.fresh}>
      {count > 0 && (
        <Button className={styles.button} shape="circular" icon={<ArrowUpRegular />} onClick={onShow}>
          {say('leaders.new', { count })}
        </Button>
      )}
    </div>
  );
}

/** From when what is on screen is, while it could not be asked for anew. */
function AsOf({ feed: { dataUpdatedAt, isError } }: Pick<FeedListProps, 'feed'>) {
  const surface = useSurface();
  const reading = useReading();
  const online = useSyncExternalStore(onlineManager.subscribe, () => onlineManager.isOnline());
  if (online && !isError) return null;
  const when = dayAndClock(new Date(dataUpdatedAt).toISOString(), reading);
  return (
    <span role="status" className={surface.quiet}>
      {reading.say('leaders.as-of', { when })}
    </span>
  );
}

function NoPosts({ feed, filter, onWiden }: Omit<FeedListProps, 'selected'>) {
  const { say } = useReader();
  const filtered = filterCount(filter) > 0 || filter.search !== '';
  if (filtered) {
    return (
      <EmptyState
        title={filter.search ? say('leaders.none-match', { search: filter.search }) : say('leaders.none-filtered')}
        action={<Button onClick={() => onWiden(allPosts)}>{say('leaders.all')}</Button>}
      />
    );
  }
  const title = emptyWords[feed.first?.standing ?? 'following'];
  return title && <EmptyState title={say(title)} text={say('leaders.empty-means')} />;
}
