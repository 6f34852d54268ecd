import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Deps } from '../../api/src/deps.ts';
import { discardDraft, getDraft, keepDraft } from '../../api/src/leadership/actions/draft.ts';
import { postDraft, settleDraft } from '../../api/src/leadership/actions/post.ts';
import { composeIn } from '../../api/src/leadership/actions/preview.ts';
import { replyToPost } from '../../api/src/leadership/actions/reply.ts';
import { openGraph } from '../../api/src/platform/graph.ts';
import type { Fault } from '../../infra/local/graph/faults.ts';
import { type Door, openDoor } from '../support/door.ts';
import { content, type Desk, openDesk, post } from '../support/leaders-desk.ts';
import { graphFaults } from './graph-faults.ts';
import { Crash, mortal } from './mortal.ts';

let door: Door;
let desk: Desk;
let deps: Deps;
let impatient: Deps;
let token: string;
let scene = 0;
let words: string;

beforeAll(async () => {
  door = await openDoor();
  desk = await openDesk(door);
  deps = door.world.deps;
  deps.graph = openGraph(door.world.config, { wait: async () => {} });
  impatient = { ...deps, graph: openGraph(door.world.config, { wait: async () => {}, deadlineSeconds: 0.2 }) };
  token = await door.world.issuer.issueTabToken({ tid: desk.leader.tenantId, oid: desk.leader.personId });
  // What is behind Graph loads with its first use.
  await post(door, desk.leader, 'The first');
});
afterAll(() => door.close());
beforeEach(() => openScene());
afterEach(() => door.world.graph.faults.clear());

/** New words, at the time that Teams' clock shows too. */
function openScene(): void {
  door.setNow(Temporal.Now.instant());
  words = `Lesson ${++scene}`;
}

const caller = () => ({ actor: desk.leader, token });
const minutesLater = (minutes: number) => door.setNow(deps.now().add({ minutes }));
const inChannel = () =>
  [...desk.posts(), ...desk.replies()].filter(({ content }) => content.body.content.includes(words));

/** A draft with the words of this scene, and what pressing "Post" does. */
async function draft() {
  await discardDraft(deps, desk.leader);
  const { version } = await getDraft(deps, desk.leader);
  const kept = await keepDraft(deps, desk.leader, { content: content(words), version });
  if (!kept.ok) throw new Error(kept.reason);
  return (with_ = deps) => postDraft(with_, caller(), { version: kept.version });
}

/** Whoever presses again until it is posted; the product's own screen does, once it knows what became of it. */
async function pressUntilPosted(press: () => ReturnType<typeof postDraft>): Promise<void> {
  for (let times = 0; times < 3; times++) {
    minutesLater(3);
    const settled = await settleDraft(deps, desk.leader);
    if (settled.ok && (settled.post || settled.draft.content.sections.every(({ html }) => html === ''))) return;
    if ((await press()).ok) return;
  }
  throw new Error('never posted');
}

/** Whoever has no lease, looks nowhere, and tries again when no answer came. */
async function naive(from = deps): Promise<void> {
  const { content: written, version } = await getDraft(from, desk.leader);
  const html = composeIn('en-GB', written, null)?.html;
  if (!html) return;
  for (let tries = 0; tries < 2; tries++) {
    const sent = await from.graph.call('postMessage', {
      as: { kind: 'delegated', token },
      schema: z.unknown(),
      path: { team: desk.place.teamId, channel: desk.place.channelId },
      body: { body: { contentType: 'html', content: html } },
    });
    if (sent.ok) break;
  }
  await keepDraft(from, desk.leader, { content: { ...written, sections: [] }, version });
}

describe('one draft', () => {
  test('pressed on many devices at once is one message', async () => {
    const press = await draft();
    const answers = await Promise.all(Array.from({ length: 8 }, () => press()));
    const posted = answers.flatMap((answer) => (answer.ok ? [answer.messageId] : []));
    expect(new Set(posted).size).toBe(1);
    for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('already-posting');
    expect(inChannel()).toHaveLength(1);
  });

  test('posted by a program without a lease is several', async () => {
    await draft();
    await Promise.all(Array.from({ length: 8 }, () => naive()));
    expect(inChannel().length).toBeGreaterThan(1);
  });

  test('is one message wherever the process dies', async () => {
    for (let steps = 1; ; steps++) {
      openScene();
      const press = await draft();
      const dying = mortal(deps, steps);
      await press(dying).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      const crashed = dying.steps() >= steps;
      if (crashed) await pressUntilPosted(press);
      expect(inChannel(), `died after ${steps} steps`).toHaveLength(1);
      if (crashed) continue;
      // Taking the draft, asking Graph, keeping its answer and saying it: fewer would prove nothing.
      expect(steps).toBeGreaterThan(4);
      break;
    }
  }, 60_000);

  const faults: readonly [string, Fault][] = [
    ...graphFaults,
    ['its effect, when nobody listens any more', { kind: 'slow', milliseconds: 400 }],
  ];

  test.each(faults)('is one message when Graph answers with %s', async (_name, fault) => {
    const isLate = fault.kind === 'hang' || fault.kind === 'slow';
    for (const calls of [1, 2]) {
      openScene();
      const press = await draft();
      door.world.graph.faults.add(fault, calls, { endpoint: 'postMessage' });
      const first = await press(isLate ? impatient : deps);
      if (fault.kind === 'slow') await expect.poll(() => inChannel().length).toBe(1);
      door.world.graph.faults.clear();
      if (!first.ok) await pressUntilPosted(press);
      expect(inChannel()).toHaveLength(1);
    }
  });

  test('posted by a program that tries again when no answer came is two', async () => {
    await draft();
    door.world.graph.faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'postMessage' });
    await naive();
    expect(inChannel()).toHaveLength(2);
  });

  test('is looked for in whichever language it was composed', async () => {
    const press = await draft();
    door.world.graph.faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'postMessage' });
    desk.channels.uninstallApp(desk.place.teamId);
    expect(await press()).toEqual({ ok: false, reason: 'maybe-posted' });
    desk.channels.installApp(desk.place.teamId);
    const inPortuguese = { ...desk.leader, locale: 'pt-PT' };
    expect(await settleDraft(deps, inPortuguese)).toMatchObject({ ok: true, post: { yours: true } });
    expect(inChannel()).toHaveLength(1);
  });

  test('whose fate cannot be told is kept as it is, and neither changed nor posted again until it can', async () => {
    const press = await draft();
    door.world.graph.faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'postMessage' });
    desk.channels.uninstallApp(desk.place.teamId);
    expect(await press()).toEqual({ ok: false, reason: 'maybe-posted' });
    const kept = await getDraft(deps, desk.leader);
    expect(kept).toMatchObject({ posting: 'unknown', content: content(words) });
    expect(await keepDraft(deps, desk.leader, kept)).toMatchObject({ reason: 'already-posting' });
    expect(await settleDraft(deps, desk.leader)).toEqual({ ok: false, reason: 'maybe-posted' });
    expect(await press()).toEqual({ ok: false, reason: 'maybe-posted' });
    desk.channels.installApp(desk.place.teamId);
    expect(await press()).toMatchObject({ ok: true, yours: true });
    expect(await getDraft(deps, desk.leader)).toMatchObject({ posting: 'no', version: kept.version + 1 });
    expect(inChannel()).toHaveLength(1);
  });

  test('that certainly is not there can be changed and posted', async () => {
    const press = await draft();
    door.world.graph.faults.add({ kind: 'drop', when: 'before' }, 1, { endpoint: 'postMessage' });
    expect(await press()).toEqual({ ok: false, reason: 'graph-unavailable' });
    const kept = await getDraft(deps, desk.leader);
    expect(kept).toMatchObject({ posting: 'no', content: content(words) });
    const changed = await keepDraft(deps, desk.leader, { content: content(`${words}, better`), version: kept.version });
    expect(await postDraft(deps, caller(), { version: changed.ok ? changed.version : 0 })).toMatchObject({ ok: true });
    expect(inChannel()).toHaveLength(1);
  });
});

describe('one reply', () => {
  const reply = (key: string, from = deps) => {
    const [first] = desk.posts();
    return replyToPost(from, caller(), first?.id ?? '', { words }, key);
  };

  test('asked for many times at once is one message', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => reply(`press ${scene}`)));
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(inChannel()).toHaveLength(1);
  });

  test.each(['drop', 'hang'] as const)('whose answer was lost (%s) is found, not sent again', async (kind) => {
    for (const when of ['before', 'after'] as const) {
      openScene();
      door.world.graph.faults.add({ kind, when }, 1, { endpoint: 'postReply' });
      const first = await reply(`press ${scene}`, kind === 'hang' ? impatient : deps);
      expect(first.ok).toBe(when === 'after');
      expect(await reply(`press again ${scene}`)).toMatchObject({ ok: true, yours: true });
      expect(inChannel()).toHaveLength(when === 'after' ? 2 : 1);
    }
  });

  test('is one message wherever the process dies', async () => {
    for (let steps = 1; ; steps++) {
      openScene();
      const dying = mortal(deps, steps);
      await reply(`press ${scene}`, dying).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      if (dying.steps() < steps) break;
      minutesLater(2);
      expect(await reply(`press ${scene}`)).toMatchObject({ ok: true });
      expect(inChannel(), `died after ${steps} steps`).toHaveLength(1);
    }
  }, 60_000);
});
