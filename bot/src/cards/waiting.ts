import { ActionSet, type CardElement, Container } from '@microsoft/teams.cards';
import type { Waiting } from '@open-door/api/office-hours/schema/waiting-list.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { capital, sayStart, sayTimes } from '../when.ts';
import { type Addressee, message, openButton, press, quiet, sayButton, strong, words } from './parts.ts';

/** More would make a card nobody reads; the app has the rest. */
const shown = 3;

/** Where somebody waits, and what is kept for them just now; `before` is said instead of the number of places. */
export function waitingCard(to: Addressee, places: readonly Waiting[], before?: string): Message {
  const { locale, links } = to;
  const text = before ?? say(locale, 'waiting.text', { count: places.length });
  const open = openButton(say(locale, 'open.sessions'), links.sessions);
  if (places.length === 0) {
    const empty = words(say(locale, 'waiting.empty'));
    return message(text, before ? [words(before), empty] : [empty], [sayButton(say(locale, 'say.find'), to), open]);
  }
  return message(text, [words(text), ...placesInLine(to, places)], [open]);
}

/** A place in line each, with what can be done about it. */
export function placesInLine(to: Addressee, places: readonly Waiting[]): Container[] {
  return places
    .slice(0, shown)
    .map((place) => new Container(...linesOf(to, place)).withOptions({ separator: true, spacing: 'Medium' }));
}

function linesOf(to: Addressee, place: Waiting): CardElement[] {
  const { locale } = to;
  const { waitingId, offer, ahead } = place;
  const leave = press(say(locale, 'waiting.leave'), 'leave', { waitingId }, to);
  if (!offer) {
    const standing = quiet(say(locale, 'waiting.ahead', { ahead }));
    return [strong(whatFor(to, place)), standing, new ActionSet(leave).withOptions({ spacing: 'Small' })];
  }
  const { name, when } = { name: place.champion.displayName, when: capital(sayTimes(offer, to), to) };
  return [
    strong(say(locale, 'offer.kept', { name, when })),
    quiet(say(locale, 'offer.until', { until: sayStart(offer.until, to) })),
    new ActionSet(...answerButtons(to, { waitingId, startsAt: offer.startsAt }), leave).withOptions({
      spacing: 'Small',
    }),
  ];
}

/** Takes an offer, or lets it go to the next. */
export function answerButtons(to: Addressee, offer: { waitingId: string; startsAt: string }) {
  const { locale } = to;
  return [press(say(locale, 'offer.accept'), 'accept', offer, to), press(say(locale, 'offer.pass'), 'pass', offer, to)];
}

/** What became of a place in line: joined, passed on, left. */
export function placeCard(to: Addressee, place: Waiting, what: 'joined' | 'passed' | 'left'): Message {
  const { locale } = to;
  const { ahead, champion } = place;
  const text = say(locale, `waiting.${what}`, { name: champion.displayName, what: whatFor(to, place), ahead });
  const next = what === 'left' ? 'say.find' : 'say.waiting';
  return message(text, [words(text)], [sayButton(say(locale, next), to), sayButton(say(locale, 'say.sessions'), to)]);
}

function whatFor(to: Addressee, { session, champion }: Waiting): string {
  const name = champion.displayName;
  return session
    ? say(to.locale, 'waiting.for-session', { name, when: sayTimes(session, to) })
    : say(to.locale, 'waiting.for-champion', { name });
}
