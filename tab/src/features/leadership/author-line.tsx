import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Post, Reply } from '@open-door/api/leadership/schema.ts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Initials } from '../../components/initials.tsx';
import { When } from '../../components/when.tsx';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM, minWidth: 0 },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1Strong, margin: 0, outlineStyle: 'none' },
  link: {
    display: 'inline-block',
    minHeight: '24px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  quiet: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground2 },
});

type AuthorLineProps = {
  message: Pick<Post | Reply, 'author' | 'postedAt' | 'editedAt'>;
  level: 'h2' | 'h3';
  /** For the heading, so that what it heads can name it. */
  id?: string;
  /** More about the message, such as that it was written beside the post. */
  note?: ReactNode;
};

/** Who wrote it, what they do, and when: "Teresa Almada / Chief Operating Officer · Operations / Tue 3 Nov 09:12 · edited" */
export function AuthorLine({ message: { author, postedAt, editedAt }, level: Level, id, note }: AuthorLineProps) {
  const styles = useStyles();
  const { say } = useReader();
  const { personId, jobTitle, department } = author;
  const displayName = author.displayName || say('leaders.somebody');
  const about = [jobTitle, department].filter(Boolean).join(' · ');
  return (
    <div className={styles.line}>
      <Initials name={displayName} />
      <div className={styles.words}>
        <Level id={id} className={styles.name}>
          {personId ? (
            <Link href={`/people/${personId}`} className={styles.link}>
              {displayName}
            </Link>
          ) : (
            displayName
          )}
        </Level>
        {about && <span className={styles.quiet}>{about}</span>}
        <span className={styles.quiet}>
          <When instant={postedAt} />
          {editedAt && ` · ${say('leaders.edited')}`}
          {note}
        </span>
      </div>
    </div>
  );
}
