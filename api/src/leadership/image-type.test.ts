import { expect, test } from 'vitest';
import { imageTypeOf } from './image-type.ts';

const bytes = (start: string) => Buffer.from(`${start}and more`, 'latin1');

test.each([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
])('knows an image by its first bytes (%j)', (start, type) => {
  expect(imageTypeOf(bytes(start))).toBe(type);
});

test.each(['<svg xmlns="http://www.w3.org/2000/svg">', 'GIF90a', 'RIFF\x10\x00\x00\x00WAVE', 'MZ', ''])(
  'takes nothing else for one (%j)',
  (start) => {
    expect(imageTypeOf(bytes(start))).toBe(null);
  },
);
