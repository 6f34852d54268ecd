import { Button, makeStaticStyles, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { Chip } from '../../components/chip.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayRange } from '../../times.ts';
import { allPosts, type FeedFilter, feedFilterIn, feedPath, useFeed } from './feed.ts';
import { FeedFilters } from './feed-search.tsx';
import { PostSkeletons } from './post-skeletons.tsx';
import { print } from './print.ts';
import { ShownPost } from './shown-post.tsx';

/** What a page to print or project looks back on. */
const weeks = 12;
const week = 7 * 86_400_000;

/** On paper there is nothing but the posts, and it is white whatever the theme. */
const usePaper = makeStaticStyles(`@media print {
  body:has([data-on-paper]) :is(nav, [data-not-on-paper], [aria-live]) { display: none !important; }
  body:has([data-on-paper]) main, body:has([data-on-paper]) main * { color: black !important; }
  body:has([data-on-paper]) main { display: block !important; max-width: none; padding: 0 !important; }
}`);

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  filters: { flexGrow: 1 },
  keys: { '@media (max-width: 640px)': { display: 'none' } },
  place: { fontVariantNumeric: 'tabular-nums' },
  posts: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXXL,
    '@media print': { display: 'block', marginTop: '1cm' },
  },
});

/** Leaders' posts of the last weeks in large type: one after the other for a wall, all of them for paper. */
export default function ShowPage() {
  usePaper();
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const filter: FeedFilter = { ...feedFilterIn(useSearch()), search: '' };
  const [all, setAll] = useState(false);
  const { posts, feed, isComplete } = usePostsOfWeeks(filter);
  return (
    <PageFrame
      title={say('leaders.show')}
      before={
        <div data-not-on-paper>
          <BackLink to={feedPath(filter)}>{say('nav.leaders')}</BackLink>
        </div>
      }
    >
      <Since />
      <div className={styles.bar} data-not-on-paper>
        <div className={styles.filters}>
          <FeedFilters filter={filter} onChange={(next) => go(feedPath(next, 'show'), { replace: true })} />
        </div>
        <div className={surface.row}>
          <Chip pressed={!all} onToggle={() => setAll(false)}>
            {say('leaders.show-one')}
          </Chip>
          <Chip pressed={all} onToggle={() => setAll(true)}>
            {say('leaders.show-all')}
          </Chip>
        </div>
      </div>
      {feed.isPending && <PostSkeletons count={1} />}
      {!posts && feed.isError && <ErrorState error={feed.error} onRetry={feed.refetch} />}
      {posts?.length === 0 && isComplete && (
        <EmptyState
          title={say('leaders.show-none', { weeks })}
          action={<Button onClick={() => go(feedPath(allPosts, 'show'))}>{say('leaders.all')}</Button>}
        />
      )}
      {posts &&
        posts.length > 0 &&
        (all ? <OnPaper {...{ posts, isComplete }} /> : <OnWall key={JSON.stringify(filter)} posts={posts} />)}
    </PageFrame>
  );
}

/** "Posts of the last 12 weeks, 29 August – 21 November" */
function Since() {
  const surface = useSurface();
  const reading = useReading();
  const from = new Date(Date.parse(reading.now) - weeks * week).toISOString();
  return (
    <span className={surface.quiet}>
      {reading.say('leaders.show-since', { weeks, range: dayRange(from, reading.now, reading) })}
    </span>
  );
}

/** The posts of the last weeks, newest first, read page by page until an older one comes. */
function usePostsOfWeeks(filter: FeedFilter) {
  const feed = useFeed(filter, 50);
  const { items, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = feed;
  const [since] = useState(() => Date.now() - weeks * week);
  const isRecent = ({ postedAt }: Post) => Date.parse(postedAt) >= since;
  const posts = items?.filter(isRecent);
  const isComplete = items !== undefined && (!hasNextPage || posts?.length !== items.length);
  useEffect(() => {
    if (items && !isComplete && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [items, isComplete, isFetchingNextPage, isError, fetchNextPage]);
  return { posts, feed, isComplete };
}

/** One post at a time; arrows, and what a presenter's remote sends, go on and back. */
function OnWall({ posts }: { posts: readonly Post[] }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [at, setAt] = useState(0);
  const place = Math.min(at, posts.length - 1);
  const post = posts[place];
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLSelectElement || event.altKey || event.ctrlKey || event.metaKey) return;
      const by = steps[event.key];
      if (!by) return;
      event.preventDefault();
      setAt(Math.min(Math.max(place + by, 0), posts.length - 1));
    };
    window.addEventListener('keydown', move);
    return () => window.removeEventListener('keydown', move);
  }, [place, posts.length]);
  return (
    <>
      <div className={surface.row} data-not-on-paper>
        <Button icon={<ArrowLeftRegular />} disabledFocusable={place === 0} onClick={() => setAt(place - 1)}>
          {say('leaders.newer')}
        </Button>
        <Button
          icon={<ArrowRightRegular />}
          iconPosition="after"
          disabledFocusable={place === posts.length - 1}
          onClick={() => setAt(place + 1)}
        >
          {say('leaders.older')}
        </Button>
        <span role="status" className={styles.place}>
          {say('leaders.place', { place: place + 1, of: posts.length, name: post?.author.displayName ?? '' })}
        </span>
        <span className={mergeClasses(surface.quiet, styles.keys)}>{say('leaders.keys')}</span>
      </div>
      {post && <ShownPost key={post.messageId} post={post} large />}
    </>
  );
}

const steps: Record<string, 1 | -1 | undefined> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

/** All of them, one below the other, as they come out of the printer. */
function OnPaper({ posts, isComplete }: { posts: readonly Post[]; isComplete: boolean }) {
  const styles = useStyles();
  const { say } = useReader();
  const paper = useRef<HTMLDivElement>(null);
  const [saved, setSaved] = useState(false);
  const start = async () => paper.current && setSaved((await print(paper.current, say('leaders.show'))) === 'saved');
  return (
    <>
      <div data-not-on-paper>
        <Button appearance="primary" disabledFocusable={!isComplete} onClick={() => void start()}>
          {say(isComplete ? 'leaders.print' : 'loading')}
        </Button>
      </div>
      {saved && (
        <div data-not-on-paper>
          <Notice>{say('leaders.print-saved')}</Notice>
        </div>
      )}
      <div ref={paper} className={styles.posts} data-on-paper>
        {posts.map((post) => (
          <ShownPost key={post.messageId} post={post} />
        ))}
      </div>
    </>
  );
}
