import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { Link } from 'wouter';

const useStyles = makeStyles({
  link: {
    ...typographyStyles.body1,
    display: 'inline-flex',
    alignItems: 'center',
    alignSelf: 'flex-start',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '24px',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
});

type BackLinkProps = {
  /** Path inside the tab. */
  to: string;
  /** History state to take along, so that the page it leads to is as it was left. */
  state?: unknown;
  children: string;
};

/** The way back, above a page's title. */
export function BackLink({ to, state, children }: BackLinkProps) {
  const styles = useStyles();
  return (
    <Link href={to} state={state} className={styles.link}>
      <ArrowLeftRegular aria-hidden />
      {children}
    </Link>
  );
}
