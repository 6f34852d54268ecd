import { makeStyles, mergeClasses, typographyStyles } from '@fluentui/react-components';
import type { ComponentProps } from 'react';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere' },
});

type HeadingProps = ComponentProps<'h2'> & {
  /** Its level; it looks the same at each. `p` for words that look like a heading and head nothing. */
  as?: 'h1' | 'h2' | 'h3' | 'p';
};

/** The heading of a part of a page. */
export function Heading({ as: Level = 'h2', className, ...rest }: HeadingProps) {
  const styles = useStyles();
  return <Level {...rest} className={mergeClasses(styles.heading, className)} />;
}
