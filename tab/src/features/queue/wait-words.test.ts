import { expect, test } from 'vitest';
import { compileCatalogue } from '../../../compiled-messages.ts';
import en from '../../messages/en.json' with { type: 'json' };
import { createSay } from '../../messages.ts';
import { waitWords } from './wait-words.ts';

const say = createSay('en-GB', compileCatalogue(en));

test.each([
  [0, 1, 'less than a minute'],
  [0, 5, 'up to 5 minutes'],
  [10, 10, 'about 10 minutes'],
  [10, 20, '10 to 20 minutes'],
])('says a wait of %i to %i as people would', (low, high, words) => {
  expect(waitWords({ low, high }, say)).toBe(words);
});
