import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Post, Reply } from '@open-door/api/leadership/schema.ts';
import { useFocusOnArrival } from '../../components/arrival.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { AuthorLine } from './author-line.tsx';
import { usePost, useReplies } from './feed.ts';
import { Fold } from './fold.tsx';
import { PostCard } from './post-card.tsx';
import { PostHtml } from './post-html.tsx';
import { PostImage } from './post-image.tsx';
import { PostSkeletons } from './post-skeletons.tsx';
import { Reactions } from './reactions.tsx';
import { ReplyForm } from './reply-form.tsx';

const useStyles = makeStyles({
  reply: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

type ThreadProps = {
  messageId: string;
  /** The post as it stands in the list beside; without it, it is read, and shown here. */
  beside?: Post | undefined;
  /** The reader asked for it, and is taken to it. */
  opened: boolean;
};

/** One post and what colleagues say to it, the oldest first, with a field to say something. */
export function Thread({ messageId, beside, opened }: ThreadProps) {
  const surface = useSurface();
  const { data, error, isPending, refetch } = usePost(messageId, beside === undefined);
  const post = beside ?? data;
  if (!post && isPending) return <PostSkeletons count={1} />;
  if (!post) return <ErrorState error={error} onRetry={refetch} />;
  const { author, webUrl } = post;
  return (
    <div className={surface.stack}>
      {!beside && <PostCard post={post} alone bookFirst />}
      <Replies messageId={messageId} of={author.displayName} focused={opened && beside !== undefined} />
      <ReplyForm key={messageId} messageId={messageId} to={author.displayName} webUrl={webUrl} />
    </div>
  );
}

type RepliesProps = {
  messageId: string;
  of: string /** Takes the focus once it is here. */;
  focused: boolean;
};

function Replies({ messageId, of, focused }: RepliesProps) {
  const surface = useSurface();
  const { say } = useReader();
  const replies = useReplies(messageId);
  const heading = useFocusOnArrival(focused && replies.items ? messageId : '');
  if (replies.isPending) return <PersonSkeletons count={2} />;
  if (!replies.items) return <ErrorState error={replies.error} onRetry={replies.refetch} />;
  return (
    <section className={surface.tight}>
      <Heading ref={heading} tabIndex={-1}>
        {say('leaders.replies-to', { name: of })}
      </Heading>
      {replies.items.length === 0 && <span className={surface.quiet}>{say('leaders.no-replies')}</span>}
      <ul aria-live="polite" aria-busy={replies.isPlaceholderData} className={surface.list}>
        {replies.items.map((reply) => (
          <ReplyItem key={reply.messageId} reply={reply} />
        ))}
      </ul>
      <div>
        <LoadMore list={replies} />
      </div>
    </section>
  );
}

function ReplyItem({ reply }: { reply: Reply }) {
  const styles = useStyles();
  const { say } = useReader();
  const { messageId, author, html } = reply;
  return (
    <li className={mergeClasses(styles.reply)}>
      <AuthorLine message={reply} level="h3" note={reply.beside && ` · ${say('leaders.beside')}`} />
      <Fold of={author.displayName}>
        <PostHtml html={html} image={(image, alt) => <PostImage {...{ messageId, image, alt }} />} />
      </Fold>
      <Reactions message={reply} of={author.displayName} />
    </li>
  );
}
