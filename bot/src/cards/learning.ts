import { TextInput } from '@microsoft/teams.cards';
import { sayDate } from '@open-door/api/office-hours/say-time.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import {
  type Addressee,
  type CardAction,
  heading,
  message,
  openButton,
  press,
  quiet,
  sayButton,
  words,
} from './parts.ts';

/** How long a reminder is put off from its card, in days. */
const pauseDays = 28;

/** What a leader said they learned, kept in their draft. */
export function learnedCard(to: Addressee, learned: string): Message {
  const { locale } = to;
  const text = say(locale, 'learned.kept');
  return message(text, [heading(text), words(learned), quiet(say(locale, 'learned.not-posted'))], [writeButton(to)]);
}

/** Asks a leader what they learned. */
export function askLearnedCard(to: Addressee): Message {
  const { locale } = to;
  const text = say(locale, 'learned.ask');
  const input = new TextInput({
    id: 'words',
    label: text,
    placeholder: say(locale, 'learned.hint'),
    isMultiline: true,
    maxLength: 2_000,
  });
  return message(text, [input], [press(say(locale, 'learned.keep'), 'learned', {}, to), writeButton(to)]);
}

/** To somebody who is no leader: what they can do with what they learned. */
export function notLeaderCard(to: Addressee): Message {
  const { locale, links } = to;
  const text = say(locale, 'learned.no-leader');
  return message(
    text,
    [words(text)],
    [sayButton(say(locale, 'say.find'), to), openButton(say(locale, 'open.leaders'), links.leaders)],
  );
}

export type Nudge = { last: { on: string; weeksAgo: number } | null };

/** Reminds a leader of when they last posted; writing and quiet are one press away. */
export function nudgeCard(to: Addressee, { last }: Nudge): Message {
  const { locale } = to;
  const text = last
    ? say(locale, 'nudge.text', { date: sayDate(last.on, to), weeks: last.weeksAgo })
    : say(locale, 'nudge.first-text');
  return message(
    text,
    [
      heading(say(locale, last ? 'nudge.title' : 'nudge.first-title')),
      words(text),
      words(say(locale, 'nudge.how')),
      quiet(say(locale, 'nudge.in-chat')),
    ],
    [writeButton(to), pauseButton(to)],
  );
}

export function pausedCard(to: Addressee, until: string): Message {
  const { locale, links } = to;
  const text = say(locale, 'nudge.paused', { date: sayDate(until, to) });
  return message(text, [words(text)], [writeButton(to), openButton(say(locale, 'open.leaders'), links.leaders)]);
}

function pauseButton(to: Addressee): CardAction {
  const until = to.now.toZonedDateTimeISO(to.timeZone).toPlainDate().add({ days: pauseDays }).toString();
  return press(say(to.locale, 'nudge.pause', { date: sayDate(until, to) }), 'pause-nudges', { until }, to);
}

function writeButton({ locale, links }: Addressee): CardAction {
  return openButton(say(locale, 'open.write'), links.writePost);
}
