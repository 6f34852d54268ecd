import { expect, test } from 'vitest';
import { keepFeed, readKeptFeed } from './kept-feed.ts';

const page = {
  items: [],
  next: null,
  standing: 'following',
  asOf: '2026-03-02T10:00:00Z',
  channel: null,
  owners: [],
} as const;
const kept = { page: { ...page, items: [], owners: [] }, readAt: 1_000 };

function memory(fails = false) {
  const held = new Map<string, string>();
  const refuse = () => {
    throw new Error('storage is not allowed here');
  };
  return {
    held,
    getItem: fails ? refuse : (name: string) => held.get(name) ?? null,
    setItem: fails ? refuse : (name: string, value: string) => void held.set(name, value),
    removeItem: fails ? refuse : (name: string) => void held.delete(name),
  };
}

test('gives back what was kept for the same person', () => {
  const storage = memory();
  keepFeed('ana', kept, storage);
  expect(readKeptFeed('ana', storage)).toEqual(kept);
});

test('throws away what was kept for somebody else, by another version, or is damaged', () => {
  for (const spoil of [
    (text: string) => text.replace('"ana"', '"ben"'),
    (text: string) => text.replace('"version":1', '"version":0'),
    (text: string) => text.slice(1),
  ]) {
    const storage = memory();
    keepFeed('ana', kept, storage);
    for (const [name, text] of storage.held) storage.held.set(name, spoil(text));
    expect(readKeptFeed('ana', storage)).toBeUndefined();
    expect(storage.held.size).toBe(0);
  }
});

test('keeps nothing that is too large, nor where the browser keeps nothing', () => {
  const storage = memory();
  const large = { ...kept.page, channel: { teamName: 'x'.repeat(500_000), channelName: '', webUrl: '' } };
  keepFeed('ana', kept, storage);
  keepFeed('ana', { page: large, readAt: 2_000 }, storage);
  expect(storage.held.size).toBe(0);
  const closed = memory(true);
  keepFeed('ana', kept, closed);
  expect(readKeptFeed('ana', closed)).toBeUndefined();
});
