import { beforeEach, describe, expect, test } from 'vitest';
import { openQueue, pauseQueue } from '../../api/src/queue/actions/open.ts';
import { setUpOwnQueue } from '../../api/src/queue/actions/settings.ts';
import { queueSettings } from '../../api/src/queue/schema/queues.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ana, database, deps, meetBeforeEach, mei, organisation, teams, toldTo } from './colleagues.ts';
import { buttons, type Card, input, textOf } from './teams.ts';

/** Mei's queue is open, and she is there. */
meetBeforeEach();

let queueId: string;
let tom: Hired;
beforeEach(async () => {
  const own = await setUpOwnQueue(deps, mei, queueSettings.parse({ name: 'Mei’s hour' }));
  if (!own.ok) throw new Error(own.reason);
  queueId = own.queueId;
  const opened = await openQueue(deps, mei, queueId, {});
  if (!opened.ok) throw new Error(opened.reason);
  tom = await hire(organisation, { name: 'Tom Reed' });
  await teams.install(tom);
});

const question = 'How do I group by month?';
const titles = (card: Card | undefined) => buttons(card).map(({ title }) => title);
const later = (time: { seconds?: number; minutes?: number }) => {
  deps.clock.now = deps.clock.now.add(time);
};
/** Joins Mei's queue by the card of live queues; `typed` is what is filled in. */
async function join(person: Hired, typed: Record<string, string> = {}) {
  const [live] = await teams.say(person, 'Who is live?');
  const asked = await teams.press(person, live?.card, 'Join');
  return teams.press(person, asked.card, 'Join', { question, ...typed });
}
const place = async (person: Hired) => (await teams.say(person, 'my place'))[0];
/** Mei calls whoever is next. */
async function callNext() {
  const [called] = await teams.say(mei, 'call next');
  return called?.card;
}
/** Ana, called by Mei, and the card that tells her so. */
async function called() {
  await join(ana);
  const desk = await callNext();
  const [notice] = await toldTo(ana);
  return { desk, notice: notice?.card };
}

describe('who is live', () => {
  test('is shown with who is there, how long it takes, and a way in', async () => {
    const [live] = await teams.say(ana, 'Quem está ao vivo?');
    expect(live?.text).toBe('One queue is live.');
    expect(textOf(live?.card)).toContain('Mei’s hour\nMei Tan · Finance\nThere now: Mei Tan');
    expect(textOf(live?.card)).toContain('Nobody is in line. Somebody is free at once.');
    expect(titles(live?.card)).toEqual(['Join', 'My place', 'Open the live queues']);
    expect(buttons(live?.card).at(-1)?.url).toContain(encodeURIComponent('"queue"'));
  });

  test('says so where nobody is, and how else to find help', async () => {
    await database.owner.query(`delete from queue_champions`);
    await database.owner.query(`update queues set state = 'closed'`);
    const [none] = await teams.say(ana, 'queue');
    expect(none?.text).toBe('No queue is live just now.');
    expect(titles(none?.card)).toEqual(['Who is free soonest?', 'Find a champion', 'Open the live queues']);
  });

  test('cannot be joined by who helps there', async () => {
    const [live] = await teams.say(ana, 'queue');
    const card = JSON.parse(JSON.stringify(live?.card).replaceAll(ana.personId, mei.personId));
    const refused = await teams.press(mei, card, 'Join');
    expect(refused.text).toContain('You help at this queue yourself');
  });
});

describe('joining', () => {
  test('asks for the question, and says how to ask without any link to a person', async () => {
    const [asked] = await teams.say(ana, `join the queue: ${question}`);
    expect(input(asked?.card, 'question')).toMatchObject({ value: question, isRequired: true });
    expect(input(asked?.card, 'topic')).toMatchObject({
      choices: [{ title: 'Pivot tables' }, { title: 'Something else' }],
    });
    expect(textOf(asked?.card)).toContain('the way to ask without any link to you is in the app');
    const link = buttons(asked?.card).find(({ title }) => title === 'Ask without a link to me');
    expect(decodeURIComponent(String(link?.url))).toContain(`queue/${queueId}`);
  });

  test('is answered with the place in line, once however often it is pressed', async () => {
    const joined = await join(ana, { topic: 'pivot-tables' });
    expect(joined.text).toBe('You are next in “Mei’s hour”.');
    expect(textOf(joined.card)).toMatch(
      /Somebody is free at once\.[\s\S]*As of 08:00[\s\S]*Pivot tables[\s\S]*group by month/,
    );
    later({ seconds: 1 });
    expect((await join(tom)).text).toBe('You are number 2 of 2 in “Mei’s hour”.');
    const again = await join(ana);
    expect(again.text).toContain('You can be in one line at a time');
    expect(textOf(again.card)).toContain('You are next in “Mei’s hour”.');
  });

  test('by one press happens once, even when Teams sends it again after the place was left', async () => {
    const [live] = await teams.say(ana, 'queue');
    const asked = await teams.press(ana, live?.card, 'Join');
    const press = () => teams.press(ana, asked.card, 'Join', { question }, 'one-press');
    const [first, again] = await Promise.all([press(), press()]);
    expect([first.text, again.text]).toEqual(Array(2).fill('You are next in “Mei’s hour”.'));
    await teams.say(ana, 'leave');
    expect((await press()).text).toBe('You have left “Mei’s hour”.');
  });

  test('without a question is asked again, and nobody joins', async () => {
    const asked = await join(ana, { question: ' ' });
    expect(asked.text).toBe('Write your question first; one sentence is enough.');
    expect((await place(ana))?.text).toBe('You are in no line at the moment.');
  });

  test('a queue that closed meanwhile says so, and shows the others', async () => {
    const [live] = await teams.say(ana, 'queue');
    const asked = await teams.press(ana, live?.card, 'Join');
    await database.owner.query(`update queues set state = 'closing'`);
    const refused = await teams.press(ana, asked.card, 'Join', { question });
    expect(refused.text).toBe('This queue takes nobody in just now. Another may, or I find you a time.');
  });

  test('hides a name until the question is taken', async () => {
    await join(ana, { anonymity: 'until-claimed' });
    const [line] = await teams.say(mei, 'my line');
    expect(textOf(line?.card)).toContain('1. Somebody');
    const desk = await callNext();
    expect(JSON.stringify([line, desk])).not.toMatch(/Ana Sousa|ana@/);
    await teams.say(ana, 'ready');
    const [ready] = await toldTo(mei);
    expect(ready?.text).toBe('Ana Sousa is ready for you.');
  });

  test('without any link to a person cannot be asked for in a chat, even with a forged card', async () => {
    const stale = await join(ana, { anonymity: 'for-good' });
    expect(stale.text).toContain('no longer works');
    expect((await place(ana))?.text).toBe('You are in no line at the moment.');
  });
});

describe('a place in line', () => {
  test('is paused, taken up again and left, by words and by buttons', async () => {
    const joined = await join(ana);
    const paused = await teams.press(ana, joined.card, 'Pause my turn');
    expect(paused.text).toBe(
      'Nobody calls you in “Mei’s hour” until you are back. Come back until today 08:30, or your place ends.',
    );
    expect((await teams.press(ana, joined.card, 'Pause my turn')).text).toBe(paused.text);
    expect((await teams.say(ana, 'I am back'))[0]?.text).toBe('You are next in “Mei’s hour”.');
    const [left] = await teams.say(ana, 'leave the queue');
    expect(left?.text).toBe('You have left “Mei’s hour”.');
    expect((await teams.press(ana, left?.card, 'Take my place back')).text).toBe('You are next in “Mei’s hour”.');
  });

  test('is shown anew by its card, as of when', async () => {
    const joined = await join(ana);
    await pauseQueue(deps, mei, queueId, { note: 'Back at 8:30' });
    later({ minutes: 5 });
    const updated = await teams.press(ana, joined.card, 'Update');
    expect(textOf(updated.card)).toContain('Nobody is called just now.');
    expect(textOf(updated.card)).toContain('“Back at 8:30”');
    expect(textOf(updated.card)).toContain('As of 08:05');
  });

  test('is told by a notice to who comes to the head of the line', async () => {
    await join(tom);
    later({ seconds: 1 });
    await join(ana);
    await callNext();
    const [next] = await toldTo(ana);
    expect(next?.text).toBe('You are next in “Mei’s hour”. Stay close: I ask you when it is your turn.');
    expect((await teams.press(ana, next?.card, 'My place')).text).toBe('You are next in “Mei’s hour”.');
  });

  test('of somebody else cannot be touched, even with a forged card', async () => {
    const joined = await join(ana);
    const card = JSON.parse(JSON.stringify(joined.card).replaceAll(ana.personId, tom.personId));
    const refused = await teams.press(tom, card, 'Leave the line');
    expect(refused.text).toBe('This question is not one of yours, or it is no longer kept.');
    expect((await place(ana))?.text).toBe('You are next in “Mei’s hour”.');
  });
});

describe('a ready check', () => {
  test('comes with a time to the second, and one press answers it', async () => {
    const { notice, desk } = await called();
    expect(notice?.fallbackText).toBe(
      'Mei Tan is ready for you in “Mei’s hour”. Say until 08:01:30 that you are, too.',
    );
    expect(desk?.fallbackText).toBe(
      'This is who was next. You called Ana Sousa, who has until 08:01:30 to say that they are ready.',
    );
    const claimed = await teams.press(ana, notice, 'I am ready');
    expect(claimed.text).toBe('Mei Tan has your question and is there for you now.');
    expect(titles(claimed.card)).toEqual(['Chat with Mei Tan', 'Call Mei Tan', 'I need no more help', 'Open my place']);
    expect((await teams.press(ana, notice, 'I am ready')).text).toBe(claimed.text);
    const [ready] = await toldTo(mei);
    expect(ready?.text).toBe('Ana Sousa is ready for you.');
    const line = await teams.press(mei, ready?.card, 'My line');
    expect(titles(line.card)).toContain('Call Ana Sousa');
  });

  test('that is put off pauses the turn and keeps the place, and the champion calls the next', async () => {
    await join(ana);
    later({ seconds: 1 });
    await join(tom);
    await callNext();
    const notice = await place(ana);
    const paused = await teams.press(ana, notice?.card, 'Not now');
    expect(textOf(paused.card)).toContain('Your turn is paused');
    const [told] = await toldTo(mei);
    expect(told?.text).toBe('Ana Sousa is not ready yet, and their turn is paused. You can call the next.');
    const next = await teams.press(mei, told?.card, 'Call next');
    expect(textOf(next.card)).toContain('You called Tom Reed');
    const back = await teams.press(ana, paused.card, 'I am back');
    expect(back.text).toBe('You are next in “Mei’s hour”.');
  });

  test('is not brought any more once it was answered', async () => {
    await join(ana);
    await callNext();
    expect((await teams.say(ana, 'ready'))[0]?.text).toContain('is there for you now');
    expect(await toldTo(ana)).toEqual([]);
  });
});

describe('a champion', () => {
  test('sees the line, and calls nobody where nobody waits', async () => {
    const [empty] = await teams.say(mei, 'call next');
    expect(empty?.text).toBe('Nobody waits whom you could call just now.');
    await join(ana);
    later({ seconds: 1 });
    await join(tom);
    later({ minutes: 12 });
    const [line] = await teams.say(mei, 'my line');
    expect(line?.text).toBe('2 people wait in “Mei’s hour”.');
    expect(textOf(line?.card)).toContain('1. Ana Sousa\nwaits for 12 minutes\n“How do I group by month?”\n2. Tom Reed');
    const called = await teams.press(mei, line?.card, 'Call next');
    expect(textOf(called.card)).toContain('You called Ana Sousa');
    const again = await teams.press(mei, line?.card, 'Call next');
    expect(again.text).toContain('You have somebody already');
    expect(textOf(again.card)).toContain('You called Ana Sousa');
  });

  test('resolves with what helped, which the asker reads, and hears whether it did', async () => {
    const { notice } = await called();
    await teams.press(ana, notice, 'I am ready');
    const [asked] = await teams.say(mei, 'resolve');
    expect(asked?.text).toBe('Resolve the question of Ana Sousa');
    const resolved = await teams.press(mei, asked?.card, 'Resolve', { whatHelped: 'Group the dates' });
    expect(resolved.text).toBe('The question of Ana Sousa is solved.');
    expect(titles(resolved.card)).toEqual(['Call next', 'My line', 'Open this question']);
    expect((await teams.press(mei, asked?.card, 'Resolve')).text).toBe(resolved.text);
    const [news] = await toldTo(ana);
    expect(news?.text).toBe('Mei Tan has marked your question as solved.');
    expect(textOf(news?.card)).toContain('Group the dates');
    const thanked = await teams.press(ana, news?.card, 'Partly');
    expect(textOf(thanked.card)).toContain('it helped in part');
    expect((await teams.press(ana, news?.card, 'Yes')).card).toEqual(thanked.card);
  });

  test('can be brought back by an asker who is not done', async () => {
    const { notice } = await called();
    await teams.press(ana, notice, 'I am ready');
    const [asked] = await teams.say(mei, 'done');
    await teams.press(mei, asked?.card, 'Resolve');
    const [news] = await toldTo(ana);
    const reopened = await teams.press(ana, news?.card, 'It is not solved yet');
    expect(reopened.text).toBe('You are next in “Mei’s hour”.');
    const [told] = await toldTo(mei);
    expect(told?.text).toBe('Ana Sousa is not done yet: the question in “Mei’s hour” is open again.');
  });

  test('puts somebody back in line, and notes who did not come', async () => {
    const { desk } = await called();
    expect((await teams.press(mei, desk, 'Back in line')).text).toBe('Ana Sousa is in line.');
    expect((await toldTo(ana)).map(({ text }) => text)).toContain(
      'Mei Tan had to take the call back. You are in line again, and your place is kept.',
    );
    const talking = await teams.press(mei, await callNext(), 'We are talking already');
    expect(talking.text).toBe('You have the question of Ana Sousa.');
    expect((await teams.press(mei, talking.card, 'They did not come')).text).toBe('Noted: Ana Sousa did not come.');
    expect((await toldTo(ana)).at(-1)?.text).toContain('could not reach you');
  });

  test('who helps nowhere is told where to begin', async () => {
    await database.owner.query(`delete from queue_champions`);
    expect((await teams.say(mei, 'call next'))[0]?.text).toContain('You help at no queue just now.');
  });

  test('is not who only learns: the words of the desk show them their place', async () => {
    for (const words of ['my line', 'call next', 'resolve']) {
      expect((await teams.say(ana, words))[0]?.text).toBe('You are in no line at the moment.');
    }
  });
});

test('speaks Portuguese to who reads it', async () => {
  const rui = { ...(await hire(organisation, { name: 'Rui Lopes' })), locale: 'pt-PT' };
  await teams.install(rui);
  const [asked] = await teams.say(rui, 'entrar na fila: como agrupo por mês?');
  const joined = await teams.press(rui, asked?.card, 'Entrar', { question: 'Como agrupo por mês?' });
  expect(joined.text).toBe('É a próxima pessoa em «Mei’s hour».');
  await callNext();
  expect((await teams.say(rui, 'já posso'))[0]?.text).toBe('Mei Tan tem a sua pergunta e pode ajudar agora.');
});
