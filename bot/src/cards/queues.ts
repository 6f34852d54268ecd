import { ActionSet, type CardElement, ChoiceSetInput, Container } from '@microsoft/teams.cards';
import type { ExpectedWait, Queue } from '@open-door/api/queue/schema/queues.ts';
import { otherTopic } from '../card-actions.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { questionInput } from './champions.ts';
import { type Addressee, heading, message, openButton, press, quiet, sayButton, strong, words } from './parts.ts';

/** More would make a card nobody reads; the app has the rest. */
const shown = 5;

type Live = {
  queues: readonly Queue[];
  /** What somebody wants to ask, when they said so already. */
  question?: string;
  /** Said first, such as that they are in no line. */
  before?: string;
};

/** The queues that are live, each with who is there, how long it takes and a way in. */
export function queuesCard(to: Addressee, { queues, question = '', before }: Live): Message {
  const { locale, links } = to;
  const text = say(locale, 'queue.text', { count: queues.length });
  const open = openButton(say(locale, 'open.queues'), links.queues);
  const lead = before ? [words(before)] : [];
  if (queues.length === 0) {
    const body = [...lead, words(text), words(say(locale, 'queue.empty'))];
    const others = [sayButton(say(locale, 'say.soonest'), to), sayButton(say(locale, 'say.find'), to)];
    return message(before || text, body, [...others, open]);
  }
  return message(
    before || text,
    [...lead, words(text), ...queues.slice(0, shown).map((queue) => queueOf(to, queue, question))],
    [sayButton(say(locale, 'say.place'), to), open],
  );
}

function queueOf(to: Addressee, queue: Queue, question: string): Container {
  const { locale } = to;
  const { queueId, name, host, department, state, note, waiting, joinable } = queue;
  const join = press(say(locale, 'queue.join'), 'ask-join', { queueId, question }, to).withTooltip(
    say(locale, 'queue.join-at', { name }),
  );
  const lines: CardElement[] = [
    strong(name),
    quiet([host.displayName, department].filter(Boolean).join(' · ')),
    ...thoseThere(to, queue),
    ...(state === 'paused' || state === 'closing' ? [words(say(locale, 'queue.state', { state }))] : []),
    ...(note ? [words(`“${note}”`)] : []),
    words(`${say(locale, 'queue.waiting', { count: waiting })} ${sayWait(to, queue.wait)}`),
    ...(joinable ? [new ActionSet(join).withOptions({ spacing: 'Small' })] : []),
  ];
  return new Container(...lines).withOptions({ separator: true, spacing: 'Medium' });
}

function thoseThere({ locale }: Addressee, { champions }: Queue): CardElement[] {
  const names = champions.map(({ displayName: name, state }) => say(locale, 'queue.person', { name, state }));
  return names.length > 0 ? [quiet(say(locale, 'queue.there', { names: names.join(', ') }))] : [];
}

/** What somebody is to expect, as a sentence. Null: nobody is there to help. */
export function sayWait({ locale }: Addressee, wait: ExpectedWait | null): string {
  if (!wait) return say(locale, 'queue.wait-unknown');
  const { low, high, afterHours } = wait;
  const range =
    high <= 1 ? say(locale, 'queue.wait-none') : say(locale, 'queue.wait', { low: low < high ? low : 0, high });
  return afterHours ? `${range} ${say(locale, 'queue.wait-after-hours')}` : range;
}

type Joining = { question: string; before?: string };

/**
 * Asks for what is needed to join a queue. Who asks in a chat is known to the chat, so that one way of asking, without any
 * link to a person, is only told of and led to.
 */
export function askJoinCard(to: Addressee, queue: Queue, { question, before }: Joining): Message {
  const { locale, links } = to;
  const { queueId, name } = queue;
  const title = say(locale, 'queue.join-at', { name });
  return message(
    before || title,
    [
      heading(say(locale, 'queue.join-title')),
      ...(before ? [words(before)] : []),
      words(name),
      quiet(sayWait(to, queue.wait)),
      questionInput(to, question).withIsRequired().withErrorMessage(say(locale, 'queue.question-missing')),
      ...topicInput(to, queue),
      nameInput(to),
      quiet(say(locale, 'queue.name-explained')),
    ],
    [
      press(say(locale, 'queue.join'), 'join', { queueId }, to),
      // What is missing must not keep anybody from going back.
      press(say(locale, 'queue.others'), 'queues', {}, to).withAssociatedInputs('none'),
      openButton(say(locale, 'queue.ask-without-link'), links.queue(queueId)),
    ],
  );
}

/** What those at the queue know; whoever asks about something else is as welcome. */
function topicInput({ locale }: Addressee, { champions }: Queue): CardElement[] {
  const labels = new Map(champions.flatMap(({ topics }) => topics.map(({ topic, label }) => [topic, label] as const)));
  if (labels.size === 0) return [];
  const choices = [...labels].map(([value, title]) => ({ title, value }));
  const other = { title: say(locale, 'queue.topic-other'), value: otherTopic };
  return [
    new ChoiceSetInput(...choices, other)
      .withOptions({ id: 'topic', style: 'compact' })
      .withLabel(say(locale, 'queue.topic'))
      .withValue(otherTopic),
  ];
}

function nameInput({ locale }: Addressee): CardElement {
  const choices = (['named', 'until-claimed'] as const).map((value) => ({
    title: say(locale, `queue.name-${value}`),
    value,
  }));
  return new ChoiceSetInput(...choices)
    .withOptions({ id: 'anonymity', style: 'expanded', wrap: true })
    .withLabel(say(locale, 'queue.name'))
    .withValue('named');
}
