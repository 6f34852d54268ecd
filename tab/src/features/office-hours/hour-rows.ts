import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** Rows of hours: what fits stands in one line, on a phone in two. */
export const useHourRows = makeStyles({
  list: { rowGap: tokens.spacingVerticalM },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    '@media (max-width: 480px)': {
      paddingBottom: tokens.spacingVerticalM,
      borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
  choice: { minWidth: '8rem', flexGrow: 0 },
  range: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  time: { width: '7.5rem' },
  date: { width: '9rem' },
  /** What the row's details are, where their fields are folded away. */
  summary: { textAlign: 'start', marginInlineEnd: 'auto' },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(11rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    '> *': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  details: {
    flexBasis: '100%',
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  problem: { ...typographyStyles.caption1, flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
  hint: { ...typographyStyles.caption1, flexBasis: '100%', color: tokens.colorNeutralForeground2 },
});
