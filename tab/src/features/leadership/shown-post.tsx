import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { useId } from 'react';
import { useReader } from '../../reader.tsx';
import { fullDay } from '../../times.ts';
import { PostHtml } from './post-html.tsx';
import { PostImage } from './post-image.tsx';

const useStyles = makeStyles({
  post: {
    breakInside: 'avoid',
    overflowWrap: 'anywhere',
    maxWidth: '60rem',
    '@media print': { marginBottom: '1.5cm' },
  },
  name: { ...typographyStyles.title2, margin: 0 },
  quiet: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, margin: `${tokens.spacingVerticalXS} 0` },
  words: {
    ...typographyStyles.subtitle2,
    fontWeight: tokens.fontWeightRegular,
    marginBlock: tokens.spacingVerticalM,
    '& h3, & h4, & h5, & h6': { fontSize: 'inherit', lineHeight: 'inherit' },
  },
  /** To be read across a room. */
  large: { fontSize: 'clamp(20px, 2.2vw, 34px)', lineHeight: 1.45 },
});

/** A post without anything to press: on a wall, where it is `large`, and on paper. */
export function ShownPost({ post, large = false }: { post: Post; large?: boolean }) {
  const styles = useStyles();
  const reader = useReader();
  const { say } = reader;
  const heading = useId();
  const { messageId, author, postedAt, html, reactions, replies, started } = post;
  const about = [author.jobTitle, author.department, fullDay(postedAt, reader)].filter(Boolean).join(' · ');
  const felt = reactions.reduce((sum, { count }) => sum + count, 0);
  const led = [
    say('leaders.felt', { count: felt }),
    say('leaders.replies', { count: replies }),
    started && say('leaders.started', started),
  ];
  return (
    <article aria-labelledby={heading} className={styles.post}>
      <h2 id={heading} className={styles.name}>
        {author.displayName || say('leaders.somebody')}
      </h2>
      <p className={styles.quiet}>{about}</p>
      <PostHtml
        className={mergeClasses(styles.words, large && styles.large)}
        html={html}
        image={(image, alt) => <PostImage {...{ messageId, image, alt }} plain />}
      />
      <p className={styles.quiet}>{led.filter(Boolean).join(' · ')}</p>
    </article>
  );
}
