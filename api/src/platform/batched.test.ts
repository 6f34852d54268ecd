import { expect, test } from 'vitest';
import { batched } from './batched.ts';

function bench() {
  const asked: { keys: string[]; answer: (value: string) => void; fail: () => void }[] = [];
  const ask = batched<string>(
    (keys) =>
      new Promise((resolve, reject) => {
        const answer = (value: string) => resolve(new Map(keys.map((key) => [key, `${key}${value}`])));
        asked.push({ keys, answer, fail: () => reject(new Error('no')) });
      }),
  );
  return { asked, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('asks once for all who ask together, and each key once', async () => {
  const { asked, ask } = bench();
  const answers = Promise.all([ask('a'), ask('b'), ask('a')]);
  await settled();
  expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  asked[0]?.answer('1');
  expect(await answers).toEqual(['a1', 'b1', 'a1']);
});

test('answers who asks meanwhile from a question that begins later', async () => {
  const { asked, ask } = bench();
  const early = ask('a');
  await settled();
  const late = [ask('a'), ask('a')];
  await settled();
  expect(asked).toHaveLength(1);
  asked[0]?.answer('1');
  expect(await early).toBe('a1');
  await settled();
  asked[1]?.answer('2');
  expect(await Promise.all(late)).toEqual(['a2', 'a2']);
});

test('asks again after a fault', async () => {
  const { asked, ask } = bench();
  const failing = ask('a');
  await settled();
  const later = ask('a');
  asked[0]?.fail();
  await expect(failing).rejects.toThrow('no');
  await settled();
  asked[1]?.answer('2');
  expect(await later).toBe('a2');
});
