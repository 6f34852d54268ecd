import { makeStyles, tokens } from '@fluentui/react-components';

/** Keeps the room that words take in semibold, so that nothing moves when they become it. They stand in `data-words` too. */
export const useSteady = makeStyles({
  words: {
    textAlign: 'center',
    '::after': {
      content: 'attr(data-words)',
      display: 'block',
      height: 0,
      overflow: 'hidden',
      visibility: 'hidden',
      fontWeight: tokens.fontWeightSemibold,
    },
  },
});
