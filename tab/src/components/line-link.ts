import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** A line of a list that leads to what it is about, and is marked while that is shown beside the list. */
export const useLineLink = makeStyles({
  link: {
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid transparent`,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  /** Somebody's picture and a few words beside it. */
  person: {
    display: 'flex',
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    boxShadow: `inset ${tokens.strokeWidthThicker} 0 ${tokens.colorCompoundBrandStroke}`,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  name: { ...typographyStyles.body1Strong },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  /** Two lines of what somebody wrote. */
  excerpt: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    display: '-webkit-box',
    overflow: 'hidden',
    '-webkit-box-orient': 'vertical',
    '-webkit-line-clamp': '2',
  },
});
