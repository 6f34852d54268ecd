import { makeStyles, tokens } from '@fluentui/react-components';

const beside = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: tokens.spacingHorizontalXXL,
  alignItems: 'start',
} as const;

/** Two parts of a page: one below the other, and side by side where there is room. */
export const useSides = makeStyles({
  wideFirst: { ...beside, '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' } },
  wideSecond: { ...beside, '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)' } },
});
