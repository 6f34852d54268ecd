import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  chip: {
    ...typographyStyles.body1,
    minHeight: '28px',
    padding: `0 ${tokens.spacingHorizontalMNudge}`,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
    '[aria-pressed="true"]': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorBrandBackground,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    },
    '@media (forced-colors: active)': { '[aria-pressed="true"]': { border: '2px solid Highlight' } },
  },
});

type ChipProps = { pressed: boolean; onToggle: () => void; children: string };

/** One of several things that can be chosen together, such as a topic. */
export function Chip({ pressed, onToggle, children }: ChipProps) {
  const styles = useStyles();
  return (
    <button type="button" aria-pressed={pressed} className={styles.chip} onClick={onToggle}>
      {children}
    </button>
  );
}
