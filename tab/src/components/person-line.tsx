import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Initials } from './initials.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM, minWidth: 0 },
  /** Beside several lines of words, the initials stand at their beginning. */
  tall: { alignItems: 'flex-start' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, flexGrow: 1, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1Strong },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  link: {
    ...typographyStyles.body1Strong,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    minHeight: '24px',
    alignSelf: 'flex-start',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
});

type PersonLineProps = {
  person: { personId: string; displayName: string; jobTitle: string; department: string };
  /** More about them, under title and department. */
  detail?: ReactNode;
  /** What can be done with them, at the end of the line. */
  end?: ReactNode;
  /** False where the line stands inside another link. */
  linked?: boolean;
};

/** A person in a list: initials, name (which leads to their page), title and department. */
export function PersonLine({ person, detail, end, linked = true }: PersonLineProps) {
  const styles = useStyles();
  const { personId, displayName, jobTitle, department } = person;
  return (
    <div className={mergeClasses(styles.line, detail !== undefined && styles.tall)}>
      <Initials name={displayName} />
      <div className={styles.words}>
        {linked ? (
          <Link href={`/people/${personId}`} className={styles.link}>
            {displayName}
          </Link>
        ) : (
          <span className={styles.name}>{displayName}</span>
        )}
        <span className={styles.quiet}>{[jobTitle, department].filter(Boolean).join(' · ')}</span>
        {detail}
      </div>
      {end}
    </div>
  );
}
