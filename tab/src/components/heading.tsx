import { makeStyles, mergeClasses, typographyStyles } from '@fluentui/react-components';
import type { ComponentProps } from 'react';

const useStyles = makeStyles({
  heading: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
});

/** The heading of a part of a page. */
export function Heading({ className, ...rest }: ComponentProps<'h2'>) {
  const styles = useStyles();
  return <h2 {...rest} className={mergeClasses(styles.heading, className)} />;
}
