import { makeStyles, tokens } from '@fluentui/react-components';

/** A form about a time: the times to choose from, what goes with them beside or below, and what sends it. */
export const useFormSides = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    alignItems: 'start',
    '@media (min-width: 1200px)': {
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      gridTemplateRows: 'auto 1fr',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  times: { '@media (min-width: 1200px)': { gridRow: 'span 2' } },
  /** On a phone it stays where the thumb is, whatever part of the form is on screen. */
  confirm: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 480px)': {
      position: 'sticky',
      bottom: 0,
      display: 'grid',
      marginInline: `calc(-1 * ${tokens.spacingHorizontalL})`,
      padding: tokens.spacingVerticalM,
      backgroundColor: tokens.colorNeutralBackground1,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
});
