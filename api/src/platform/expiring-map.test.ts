import { expect, it } from 'vitest';
import { ExpiringMap } from './expiring-map.ts';

it('gives a value until the moment it ends', () => {
  const map = new ExpiringMap<string>(10);
  map.set('door', 'open', 100);
  expect(map.get('door', 99)).toBe('open');
  expect(map.get('door', 100)).toBeUndefined();
  expect(map.get('door', 99)).toBeUndefined();
});

it('makes room by forgetting what was unused for longest', () => {
  const map = new ExpiringMap<number>(2);
  map.set('one', 1, 100);
  map.set('two', 2, 100);
  map.get('one', 0);
  map.set('three', 3, 100);
  expect(['one', 'two', 'three'].map((key) => map.get(key, 0))).toEqual([1, undefined, 3]);
});

it('replaces a value without making room', () => {
  const map = new ExpiringMap<number>(2);
  map.set('one', 1, 100);
  map.set('two', 2, 100);
  map.set('two', 22, 100);
  expect(['one', 'two'].map((key) => map.get(key, 0))).toEqual([1, 22]);
});
