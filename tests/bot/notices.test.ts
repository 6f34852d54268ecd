import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { listFailedNotices, owe, retryNotice } from '../../api/src/notices/actions.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { deepLinks } from '../../bot/src/links.ts';
import { openPace } from '../../bot/src/pace.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ana, at, book, database, deps, meetBeforeEach, mei, organisation, saidTo, teams } from './colleagues.ts';
import { buttons, conversationOf, teamsConfig, textOf } from './teams.ts';

meetBeforeEach({
  mentorIn: 'Asia/Singapore',
  hours: { weekdays: [2], startsAt: '18:00', endsAt: '20:00', timeZone: 'Asia/Singapore' },
});

const later = (seconds: number) => {
  deps.clock.now = deps.clock.now.add({ seconds });
};
const stateOf = async (kind: string) => {
  const { rows } = await database.owner.query(
    'select state, failure, attempts from notices where kind = $1 order by person_id',
    [kind],
  );
  return rows;
};

describe('a booking', () => {
  test('is told to both sides once, each in their own zone, language and part', async () => {
    await database.owner.query(`update people set preferred_language = 'pt-PT' where person_id = $1`, [ana.personId]);
    await book();
    expect(await teams.bot.deliver()).toEqual({ delivered: 2, retried: 0, failed: 0, dropped: 0 });
    expect(saidTo(mei).map(({ text }) => text)).toEqual(['Ana Sousa booked a session with you: tomorrow 18:00–18:30.']);
    expect(textOf(saidTo(mei)[0]?.card)).toContain('How do I group by month?');
    expect(saidTo(ana).map(({ text }) => text)).toEqual(['A sua sessão com Mei Tan está marcada: amanhã 10:00–10:30.']);
    expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 0, failed: 0, dropped: 0 });
    expect(teams.connector.said).toHaveLength(2);
  });

  test('can be cancelled from the notice, and the other side reads the note', async () => {
    await book();
    await teams.bot.deliver();
    const asked = await teams.press(mei, saidTo(mei)[0]?.card, 'Cancel the session');
    await teams.press(mei, asked.card, 'Cancel the session', { note: 'I am ill, sorry' });
    await teams.bot.deliver();
    const [, news] = saidTo(ana).filter(({ method }) => method === 'POST');
    expect(news?.text).toBe('Mei Tan cancelled your session: tomorrow 10:00–10:30.');
    expect(textOf(news?.card)).toContain('I am ill, sorry');
    expect(buttons(news?.card).map(({ title }) => title)).toEqual(['Find somebody else', 'My sessions']);
  });

  test('is remembered to both fifteen minutes before, and not when it was cancelled', async () => {
    const { bookingId } = await book();
    await teams.bot.deliver();
    at('2026-11-24T09:44:59Z');
    expect((await teams.bot.deliver()).delivered).toBe(0);
    at('2026-11-24T09:45:00Z');
    expect((await teams.bot.deliver()).delivered).toBe(2);
    expect(saidTo(ana).at(-1)?.text).toBe('Soon: your session with Mei Tan, today 10:00–10:30.');

    at('2026-11-23T08:00:00Z');
    await cancelBooking(deps, ana, bookingId, { note: '' });
    const again = await book();
    await teams.bot.deliver();
    await cancelBooking(deps, ana, again.bookingId, { note: '' });
    at('2026-11-24T09:45:00Z');
    expect(await teams.bot.deliver()).toMatchObject({ dropped: 2 });
  });

  test('that was cancelled before anybody was told is not told any more', async () => {
    const { bookingId } = await book();
    await cancelBooking(deps, ana, bookingId, { note: '' });
    expect(await teams.bot.deliver()).toEqual({ delivered: 1, retried: 0, failed: 0, dropped: 2 });
    expect(saidTo(ana)).toEqual([]);
    expect(saidTo(mei).map(({ text }) => text)).toEqual(['Ana Sousa cancelled your session: tomorrow 18:00–18:30.']);
  });
});

describe('people the bot cannot reach', () => {
  test('are told when they open the bot, if it still matters', async () => {
    await teams.uninstall(ana);
    await book();
    expect(await teams.bot.deliver()).toMatchObject({ delivered: 1 });
    await teams.install(ana);
    expect(await teams.bot.deliver()).toMatchObject({ delivered: 1 });
    expect(saidTo(ana).at(-1)?.text).toContain('Your session with Mei Tan is in the book');
  });

  test('are not chased when they left or want no notices', async () => {
    await database.owner.query('update people set wants_notices = false where person_id = $1', [ana.personId]);
    await database.owner.query('update people set active = false, left_at = now() where person_id = $1', [
      mei.personId,
    ]);
    await owe(deps, ana.tenantId, [nominated(ana), nominated(mei)]);
    expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 0, failed: 0, dropped: 2 });
    const { rows } = await database.owner.query('select failure from notices order by failure');
    expect(rows.map(({ failure }) => failure)).toEqual(['left-the-organisation', 'not-wanted']);
  });

  test('a person who blocked the bot is not tried again, and the owner reads why and can retry', async () => {
    teams.connector.refuse(403, { to: conversationOf(ana) });
    await owe(deps, ana.tenantId, nominated(ana));
    expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 0, failed: 1, dropped: 0 });
    later(86_400);
    expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 0, failed: 0, dropped: 0 });
    const owner = await hire(organisation, { roles: ['owner'] });
    const { items } = await listFailedNotices(deps, owner, { limit: 10 });
    expect(items).toMatchObject([{ displayName: 'Ana Sousa', failure: 'Has blocked or removed the Open Door bot.' }]);
    const inPortuguese = await listFailedNotices(deps, { ...owner, locale: 'pt-PT' }, { limit: 10 });
    expect(inPortuguese.items[0]?.failure).toBe('Bloqueou ou removeu o bot do Open Door.');
    await retryNotice(deps, owner, items[0]?.noticeId ?? '');
    expect(await teams.bot.deliver()).toMatchObject({ delivered: 1 });
  });
});

const nominated = ({ personId }: Hired) =>
  ({
    kind: 'nomination-decided',
    personId,
    key: randomUUID(),
    payload: { kind: 'champion', decision: 'confirmed' },
  }) as const;

describe('when Teams does not take a message', () => {
  test('waits as long as Retry-After says', async () => {
    teams.connector.refuse(429, { headers: { 'retry-after': '300' } });
    await owe(deps, ana.tenantId, nominated(ana));
    expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 1, failed: 0, dropped: 0 });
    later(299);
    expect((await teams.bot.deliver()).delivered).toBe(0);
    later(1);
    expect((await teams.bot.deliver()).delivered).toBe(1);
    expect(saidTo(ana)).toHaveLength(1);
  });

  test('tries eight times with growing pauses, then gives up with words', async () => {
    teams.connector.refuse(502, { times: 100 });
    await owe(deps, ana.tenantId, nominated(ana));
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 8; attempt++) {
      expect(await teams.bot.deliver()).toMatchObject({ retried: 1 });
      const { rows } = await database.owner.query(
        `select extract(epoch from due_at - $1::timestamptz)::int as pause from notices`,
        [deps.clock.now.toString()],
      );
      pauses.push(rows[0].pause);
      later(rows[0].pause);
    }
    expect(await teams.bot.deliver()).toMatchObject({ failed: 1 });
    expect(await stateOf('nomination-decided')).toEqual([{ state: 'failed', failure: 'unreachable', attempts: 8 }]);
    pauses.forEach((pause, i) => {
      const ceiling = Math.min(15 * 2 ** i, 3_600);
      expect(pause).toBeGreaterThanOrEqual(ceiling / 2);
      expect(pause).toBeLessThanOrEqual(ceiling);
    });
  });

  test('what comes after a message that has to wait, waits behind it', async () => {
    const { bookingId } = await book();
    teams.connector.refuse(503, { to: conversationOf(mei) });
    later(1);
    await owe(deps, mei.tenantId, nominated(mei));
    expect(await teams.bot.deliver()).toEqual({ delivered: 1, retried: 2, failed: 0, dropped: 0 });
    expect((await stateOf('nomination-decided'))[0]).toMatchObject({ state: 'owed', attempts: 0 });
    later(15);
    expect(await teams.bot.deliver()).toMatchObject({ delivered: 2 });
    expect(saidTo(mei).map(({ text }) => text)).toEqual([
      expect.stringContaining('booked a session'),
      expect.stringContaining('champion now'),
    ]);
    expect(bookingId).toBeDefined();
  });

  test('a notice of another version fails by itself and holds nobody up', async () => {
    await owe(deps, ana.tenantId, [nominated(ana), nominated(mei)]);
    await database.owner.query(`update notices set kind = 'from-the-future' where person_id = $1`, [ana.personId]);
    const logged: unknown[] = [];
    deps.log.error = (event) => logged.push(event);
    expect(await teams.bot.deliver()).toEqual({ delivered: 1, retried: 0, failed: 1, dropped: 0 });
    expect(logged).toEqual(['notice not understood']);
  });
});

test('a notice that cannot be said to its reader fails by itself and holds nobody up', async () => {
  await database.owner.query(`update people set time_zone = 'Nowhere/Land' where person_id = $1`, [ana.personId]);
  const logged: unknown[] = [];
  deps.log.error = (event) => logged.push(event);
  await book();
  expect(await teams.bot.deliver()).toEqual({ delivered: 1, retried: 0, failed: 1, dropped: 0 });
  expect(logged).toEqual(['notice cannot be said']);
  expect(saidTo(mei)).toHaveLength(1);
});

test('a language of the directory that is none does not stop the news', async () => {
  await database.owner.query(`update people set preferred_language = 'pt-aa-aa' where person_id = $1`, [ana.personId]);
  await book();
  expect(await teams.bot.deliver()).toMatchObject({ delivered: 2 });
  expect(saidTo(ana).map(({ text }) => text)).toEqual([expect.stringContaining('A sua sessão com Mei Tan')]);
});

test('keeps to the pace Teams allows in one conversation', async () => {
  await owe(
    deps,
    ana.tenantId,
    Array.from({ length: 12 }, () => nominated(ana)),
  );
  const { deliverDue } = await import('../../bot/src/deliver.ts');
  const sentAt: number[] = [];
  let clock = 0;
  const links = deepLinks(teamsConfig);
  const run = () =>
    deliverDue({
      deps,
      links,
      pace: openPace(),
      send: async () => {
        sentAt.push(clock);
        return { ok: true };
      },
      clock: () => clock,
      wait: async (milliseconds) => {
        clock += milliseconds;
      },
      chance: () => 0,
    });
  expect(await run()).toMatchObject({ delivered: 12 });
  expect(sentAt).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000, 2_000, 2_000, 2_000, 2_000]);
});
