import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { lazy, useRef, useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSides } from '../../components/sides.ts';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useWide } from '../../components/wide.ts';
import { loadOnline } from '../../loading.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { allPosts, type FeedFilter, feedFilterIn, feedPath } from './feed.ts';
import { FeedList } from './feed-list.tsx';
import { FeedSearch } from './feed-search.tsx';
import { FeedStanding } from './feed-standing.tsx';
import { MyPosts } from './my-posts.tsx';
import { Thread } from './thread.tsx';
import { useKeptFeed } from './use-kept-feed.ts';

const useStyles = makeStyles({
  alone: { maxWidth: '44rem' },
  /** It stays beside the list, and scrolls by itself. */
  detail: {
    position: 'sticky',
    top: tokens.spacingVerticalXL,
    maxHeight: `calc(100vh - 2 * ${tokens.spacingVerticalXL})`,
    overflowY: 'auto',
    // Room for the rings of what has the focus.
    padding: tokens.strokeWidthThick,
  },
});

// Loaded from here, as the first screen names every page it knows, and has no room for more names.
const ShowPage = lazy(() => loadOnline(() => import('./show-page.tsx')));

/** What leaders tried, what failed and what they learned, newest first; a wide screen shows what is said to one beside it. */
export default function LeadersPage() {
  const { say } = useReader();
  const { messageId } = useParams();
  const filter = feedFilterIn(useSearch());
  const wide = useWide();
  if (messageId === 'show') return <ShowPage />;
  if (!messageId || wide) return <Leaders filter={filter} opened={messageId} />;
  return (
    <PageFrame before={<BackLink to={feedPath(filter)}>{say('nav.leaders')}</BackLink>} title={say('leaders.one')}>
      <Thread key={messageId} messageId={messageId} opened />
    </PageFrame>
  );
}

function Leaders({ filter, opened }: { filter: FeedFilter; opened: string | undefined }) {
  const styles = useStyles();
  const surface = useSurface();
  const sides = useSides();
  const { say } = useReader();
  const { roles } = useMyself();
  const [, go] = useLocation();
  const wide = useWide();
  const box = useRef<HTMLElement>(null);
  const feed = useKeptFeed(filter);
  const posts = feed.items?.length ?? 0;
  const nothingYet = feed.items && posts === 0 && JSON.stringify(filter) === JSON.stringify(allPosts);
  const first = useFirst(feed.items);
  const shown = opened ?? (wide ? first : undefined);
  const look = (next: FeedFilter) => go(feedPath(next), { replace: true });
  const lookAgain = (next: FeedFilter) => {
    look(next);
    // The button that was pressed is about to go away.
    box.current?.querySelector('input')?.focus();
  };
  const writes = roles.includes('leader') && (
    <Button appearance="primary" onClick={() => go('/leaders/write')}>
      {say('leaders.write')}
    </Button>
  );
  return (
    <PageFrame title={say('nav.leaders')} action={writes}>
      {feed.first && <FeedStanding standing={feed.first} posts={posts} />}
      {roles.includes('leader') && <MyPosts />}
      <div className={wide && shown ? sides.wideFirst : styles.alone}>
        <div className={surface.stack}>
          {!nothingYet && <FeedSearch box={box} filter={filter} onChange={look} />}
          <FeedList
            key={JSON.stringify(filter)}
            {...{ feed, filter }}
            selected={wide ? shown : undefined}
            onWiden={lookAgain}
          />
          {posts > 0 && (
            <div>
              <TextLink to={showPath(filter)}>{say('leaders.to-show')}</TextLink>
            </div>
          )}
        </div>
        {wide && shown && !feed.isPending && (
          <div className={styles.detail}>
            <Thread
              key={shown}
              messageId={shown}
              opened={opened !== undefined}
              beside={feed.items?.find(({ messageId }) => messageId === shown)}
            />
          </div>
        )}
      </div>
    </PageFrame>
  );
}

/** The post that stood first when the reader came, as long as it is there: what is posted meanwhile takes nothing away. */
function useFirst(posts: readonly Post[] | undefined): string | undefined {
  const newest = posts?.[0]?.messageId;
  const [first, setFirst] = useState(newest);
  if (!first && newest) setFirst(newest);
  return posts?.some(({ messageId }) => messageId === first) ? first : newest;
}

/** The page to project or print, beginning with the same leader and topic. */
function showPath({ leader, topic }: FeedFilter): string {
  return feedPath({ ...allPosts, leader, topic }, 'show');
}
