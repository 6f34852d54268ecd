import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';

const useStyles = makeStyles({
  link: {
    display: 'inline-block',
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
});

/** A link to another page of the tab, in running text or in a table. */
export function TextLink({ to, children }: { to: string; children: string }) {
  const styles = useStyles();
  return (
    <Link href={to} className={styles.link}>
      {children}
    </Link>
  );
}
