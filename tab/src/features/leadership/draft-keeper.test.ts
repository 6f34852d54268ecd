import type { Draft, DraftContent } from '@open-door/api/leadership/schema.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Prompt, withHtml, writingOf } from './draft.ts';
import { DraftKeeper, type OnDevice } from './draft-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pause = 1_000;
const again = 10_000;
const nothing: DraftContent = { sections: [{ prompt: 'tried', html: '' }], link: null, topics: [], imageAlt: '' };

/** A server that keeps one draft by version, a device, and somebody writing there. */
function staged({ held }: { held?: OnDevice } = {}) {
  const kept = (content: DraftContent, version: number): Draft => ({
    content,
    version,
    image: null,
    savedAt: '2026-11-23T10:32:00Z',
    posting: 'no',
  });
  const world = { up: true, answers: true, saves: 0, device: held, server: kept(nothing, 3) };
  const places = {
    save: async (content: DraftContent, version: number) => {
      world.saves += 1;
      if (!world.up) throw new Error('no answer');
      if (version !== world.server.version) return 'elsewhere' as const;
      world.server = kept(content, version + 1);
      if (!world.answers) throw new Error('no answer');
      return world.server;
    },
    read: async () => world.server,
    device: {
      read: () => world.device,
      write: (now: OnDevice) => {
        world.device = now;
      },
      forget: () => {
        world.device = undefined;
      },
    },
    pause,
    again,
  };
  const keeper = new DraftKeeper(world.server, places);
  const type = (html: string, prompt: Prompt = 'tried') =>
    keeper.edit(withHtml(keeper.snapshot().writing, prompt, html));
  const onServer = () => world.server.content.sections[0]?.html;
  const here = () => keeper.snapshot().writing.sections[0]?.html;
  const elsewhere = (html: string) => {
    world.server = kept({ ...nothing, sections: [{ prompt: 'tried', html }] }, world.server.version + 1);
  };
  return { world, keeper, type, onServer, here, elsewhere, wait: (time: number) => vi.advanceTimersByTimeAsync(time) };
}

test('keeps on the device with every key, and on the server after a pause', async () => {
  const { world, keeper, type, onServer, wait } = staged();
  type('<p>O</p>');
  await wait(pause / 2);
  type('<p>One</p>');
  expect(world.device?.writing.sections[0]?.html).toBe('<p>One</p>');
  await wait(pause - 1);
  expect(world.saves).toBe(0);
  await wait(1);
  expect([onServer(), world.saves, world.device]).toEqual(['<p>One</p>', 1, undefined]);
  expect(keeper.snapshot().state).toBe('kept');
});

test('keeps what was typed while a save was under way', async () => {
  const { keeper, type, onServer, wait } = staged();
  type('<p>One</p>');
  const flushed = keeper.flush();
  type('<p>One more</p>');
  await flushed;
  await wait(pause);
  expect(onServer()).toBe('<p>One more</p>');
  expect(keeper.snapshot().state).toBe('kept');
});

test('says that it is on this device only while the server is out of reach, and tries again', async () => {
  const { world, keeper, type, onServer, wait } = staged();
  world.up = false;
  type('<p>One</p>');
  expect(await keeper.flush()).toBe(false);
  expect(keeper.snapshot().state).toBe('failed');
  expect(world.device).toBeDefined();
  world.up = true;
  await wait(again);
  expect([keeper.snapshot().state, onServer()]).toEqual(['kept', '<p>One</p>']);
});

test('takes a save whose answer was lost for its own', async () => {
  const { world, keeper, type, wait } = staged();
  world.answers = false;
  type('<p>One</p>');
  await keeper.flush();
  world.answers = true;
  await wait(again);
  expect(keeper.snapshot()).toMatchObject({ state: 'kept', draft: { version: 4 } });
});

test('overwrites nothing that another device kept, until the writer has chosen', async () => {
  const { world, keeper, type, onServer, elsewhere, wait } = staged();
  elsewhere('<p>Theirs</p>');
  type('<p>Mine</p>');
  await wait(pause);
  expect(keeper.snapshot()).toMatchObject({ state: 'apart', theirs: { version: 4 } });
  type('<p>Mine, longer</p>');
  await wait(again);
  expect([onServer(), world.device?.writing.sections[0]?.html]).toEqual(['<p>Theirs</p>', '<p>Mine, longer</p>']);
  keeper.keepMine();
  await wait(pause);
  expect([keeper.snapshot().state, onServer()]).toEqual(['kept', '<p>Mine, longer</p>']);
});

test('takes the words of the other device when told to', async () => {
  const { keeper, type, here, elsewhere, wait } = staged();
  elsewhere('<p>Theirs</p>');
  type('<p>Mine</p>');
  await wait(pause);
  const { theirs, edition } = keeper.snapshot();
  if (theirs) keeper.begin(theirs);
  expect([keeper.snapshot().state, here()]).toEqual(['kept', '<p>Theirs</p>']);
  expect(keeper.snapshot().edition).not.toBe(edition);
});

test('shows what another device kept only where nothing here would be lost', async () => {
  const { world, keeper, type, here, elsewhere } = staged();
  elsewhere('<p>Theirs</p>');
  keeper.arrive(world.server);
  expect(here()).toBe('<p>Theirs</p>');
  type('<p>Mine</p>');
  elsewhere('<p>Theirs again</p>');
  keeper.arrive(world.server);
  expect(here()).toBe('<p>Mine</p>');
});

test('goes on with what an earlier visit left on the device', async () => {
  const left = { writing: withHtml(writingOf(nothing), 'tried', '<p>Left</p>'), version: 3 };
  const { here, onServer, wait } = staged({ held: left });
  expect(here()).toBe('<p>Left</p>');
  await wait(pause);
  expect(onServer()).toBe('<p>Left</p>');
});

test('asks which to keep where both changed since an earlier visit', async () => {
  const left = { writing: withHtml(writingOf(nothing), 'tried', '<p>Left</p>'), version: 2 };
  const { keeper, onServer, wait } = staged({ held: left });
  await wait(again);
  expect([keeper.snapshot().state, onServer()]).toEqual(['apart', '']);
});

test('keeps what is left when the page is closed, and tries no more after that', async () => {
  const { world, keeper, type, wait } = staged();
  world.up = false;
  type('<p>One</p>');
  keeper.close();
  await wait(again * 3);
  expect([world.saves, world.device?.writing.sections[0]?.html]).toEqual([1, '<p>One</p>']);
});
