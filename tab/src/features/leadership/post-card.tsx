import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { useId } from 'react';
import { Link, useLocation } from 'wouter';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import type { Way } from '../matching/matching.ts';
import { AuthorLine } from './author-line.tsx';
import { Fold } from './fold.tsx';
import { PostHtml } from './post-html.tsx';
import { PostImage } from './post-image.tsx';
import { Reactions } from './reactions.tsx';

const useStyles = makeStyles({
  post: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  here: { boxShadow: `inset ${tokens.strokeWidthThicker} 0 ${tokens.colorCompoundBrandStroke}` },
  replies: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '32px',
    paddingInline: tokens.spacingHorizontalXS,
    color: tokens.colorBrandForegroundLink,
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
});

type PostCardProps = {
  post: Post;
  /** The post is what the page is about: all of it is shown. */
  alone?: boolean;
  /** Booking on it is what the page is for. */
  bookFirst?: boolean;
  /** Its replies are shown beside the list. */
  selected?: boolean;
  /** Where its replies are read; none where they stand below it. */
  repliesAt?: string;
};

/** A leader's post, as in Teams, and what a reader can do about it. */
export function PostCard({ post, alone = false, bookFirst = false, selected = false, repliesAt }: PostCardProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const heading = useId();
  const { messageId, author, html, topics, started, webUrl } = post;
  const words = <PostHtml html={html} image={(image, alt) => <PostImage {...{ messageId, image, alt }} />} />;
  return (
    <article aria-labelledby={heading} className={mergeClasses(surface.box, styles.post, selected && styles.here)}>
      <AuthorLine id={heading} message={post} level="h2" />
      {alone ? words : <Fold of={author.displayName}>{words}</Fold>}
      {topics.length > 0 && (
        <span className={surface.quiet}>
          {say('leaders.about', { topics: topics.map(({ label }) => label).join(', ') })}
        </span>
      )}
      {started && <StartedLine started={started} />}
      <Reactions message={post} of={author.displayName} />
      <div className={surface.row}>
        {!post.yours && <BookOn post={post} primary={bookFirst} />}
        {repliesAt && (
          <Link
            href={repliesAt}
            className={styles.replies}
            aria-label={say('leaders.replies-of', { count: post.replies, name: author.displayName })}
            aria-current={selected ? 'true' : undefined}
          >
            {say('leaders.replies', { count: post.replies })}
          </Link>
        )}
        {webUrl && (
          <Button size="small" appearance="subtle" icon={<OpenRegular />} onClick={() => void openLink(webUrl)}>
            {say('leaders.open-in-teams')}
          </Button>
        )}
      </div>
    </article>
  );
}

/** What a post led to, for its author and the programme owner: counts, nobody's name. */
function StartedLine({ started }: { started: NonNullable<Post['started']> }) {
  const surface = useSurface();
  const { say } = useReader();
  return <span className={surface.quiet}>{say('leaders.started', started)}</span>;
}

/** From what a leader tried to somebody who can help with it: Find help with the post's topics; the booking remembers the post. */
function BookOn({ post: { messageId, author, topics }, primary }: { post: Post; primary: boolean }) {
  const { say } = useReader();
  const [, go] = useLocation();
  const post: Way['post'] = { messageId, author: author.displayName };
  const wish = { goal: '', topics: topics.map(({ topic }) => topic) };
  const state = topics.length > 0 ? { wish, post } : { post };
  return (
    <Button
      appearance={primary ? 'primary' : 'secondary'}
      aria-label={say('leaders.book-on', { name: author.displayName })}
      onClick={() => go('/find-help', { state })}
    >
      {say('leaders.book')}
    </Button>
  );
}
