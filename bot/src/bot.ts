import type { Deps } from '@open-door/api/deps.ts';
import { forgetConversation, rememberConversation } from '@open-door/api/notices/actions.ts';
import { recognise } from '@open-door/api/people/actions/recognise.ts';
import { type CardAction, readCardAction } from './card-actions.ts';
import { helpCard } from './cards/help.ts';
import { welcomeCard } from './cards/welcome.ts';
import { act, actOnOwn, ticketHelped } from './commands/act.ts';
import { book } from './commands/book.ts';
import { askCancel, cancel } from './commands/cancel.ts';
import { askResolve, askResolveCurrent, line, next, resolve } from './commands/desk.ts';
import { find } from './commands/find.ts';
import { helped } from './commands/helped.ts';
import {
  acceptMentorship,
  askDeclineMentorship,
  checkIn,
  declineCohort,
  declineMentorship,
  joinCohort,
  mentorship,
} from './commands/mentoring.ts';
import { askMove, move } from './commands/move.ts';
import { askJoin, join, live, place } from './commands/queue.ts';
import { sessions } from './commands/sessions.ts';
import { soonest } from './commands/soonest.ts';
import { accept, leave, pass, wait, waiting } from './commands/wait.ts';
import { type Incoming, referenceTo, senderOf } from './incoming.ts';
import type { Links } from './links.ts';
import type { Answer, Message } from './message.ts';
import { type MessageKey, readableLocale, refusalKey, say } from './say.ts';
import { isChampion, type Turn } from './turn.ts';
import { understand } from './understand.ts';

export type Surroundings = { deps: Deps; links: Links; owners: readonly string[] };

const nothing: Answer = { messages: [] };

/** Answers an activity: recognises who it is from, remembers where they can be reached, and does what they ask. */
export async function answer({ deps, links, owners }: Surroundings, incoming: Incoming): Promise<Answer> {
  const locale = readableLocale(incoming.locale);
  const { conversationType = 'personal' } = incoming.conversation;
  if (conversationType !== 'personal') return refusal(incoming, locale, 'trouble.private');
  const sender = senderOf(incoming);
  if (!sender) return refusal(incoming, locale, 'trouble.nobody');
  const recognised = await recognise(deps, sender, { locale, timeZone: incoming.localTimezone }, owners);
  if (!recognised.ok) return refusal(incoming, locale, refusalKey(recognised.reason));

  const { actor } = recognised;
  if (isFarewell(incoming)) {
    await forgetConversation(deps, actor);
    return nothing;
  }
  const { isNew } = await rememberConversation(deps, actor, referenceTo(incoming));
  const { personId, timeZone } = actor;
  const turn: Turn = { deps, actor, to: { personId, locale, timeZone, now: deps.now(), links }, key: incoming.id };
  if (incoming.type === 'invoke') return press(turn, incoming);
  const isFirst = incoming.type === 'installationUpdate' ? incoming.action === 'add' : isNew;
  const welcome = isFirst ? [welcomeCard(turn.to)] : [];
  if (incoming.type !== 'message') return { messages: welcome };
  return { messages: [...welcome, ...(await hear(turn, incoming.text ?? '', isNew))] };
}

/** Refuses in words what somebody did on purpose; to what Teams tells by itself there is nothing to say. */
function refusal({ type }: Incoming, locale: string, key: MessageKey): Answer {
  if (type === 'invoke') return { words: say(locale, key) };
  return type === 'message' ? { messages: [{ text: say(locale, key) }] } : nothing;
}

function isFarewell(incoming: Incoming): boolean {
  return incoming.type === 'installationUpdate' && incoming.action.startsWith('remove');
}

async function hear(turn: Turn, text: string, justWelcomed = false): Promise<Message[]> {
  const intent = understand(text);
  switch (intent.command) {
    case 'help':
      return justWelcomed ? [] : [helpCard(turn.to, { unsure: false, isChampion: isChampion(turn) })];
    case 'sessions':
      return [await sessions(turn)];
    case 'cancel':
      return [await sessions(turn, 'cancel.text')];
    case 'move':
      return [await sessions(turn, 'move.text')];
    case 'waiting':
      return [await waiting(turn)];
    case 'soonest':
      return [await soonest(turn)];
    case 'live':
      return [await live(turn)];
    case 'join':
      return [await live(turn, { question: intent.question })];
    case 'place':
      return [await place(turn)];
    case 'leave':
    case 'pause':
    case 'ready':
      return [await actOnOwn(turn, intent.command)];
    case 'line':
      return [await line(turn)];
    case 'next':
      return [await next(turn)];
    case 'resolve':
      return [await askResolveCurrent(turn)];
    default:
      return [await find(turn, intent.goal, { unsure: intent.command === 'unsure' })];
  }
}

async function press(turn: Turn, { name, value }: Incoming & { type: 'invoke' }): Promise<Answer> {
  const { locale, personId } = turn.to;
  const pressed = name === 'adaptiveCard/action' ? readCardAction(value) : undefined;
  if (!pressed) return { words: say(locale, 'trouble.stale-card') };
  if (pressed.for !== personId) return { words: say(locale, 'trouble.foreign-card') };
  const { action } = pressed;
  return action.verb === 'say'
    ? { messages: await hear(turn, action.said) }
    : { replaced: await perform(turn, action) };
}

function perform(turn: Turn, action: Exclude<CardAction, { verb: 'say' }>): Promise<Message> {
  switch (action.verb) {
    case 'find':
      return find(turn, action.goal);
    case 'book':
      return book(turn, action);
    case 'sessions':
      return sessions(turn);
    case 'ask-cancel':
      return askCancel(turn, action);
    case 'cancel':
      return cancel(turn, action);
    case 'ask-move':
      return askMove(turn, action);
    case 'move':
      return move(turn, action);
    case 'helped':
      return helped(turn, action);
    case 'wait':
      return wait(turn, action);
    case 'leave':
      return leave(turn, action);
    case 'accept':
      return accept(turn, action);
    case 'pass':
      return pass(turn, action);
    case 'queues':
      return live(turn);
    case 'ask-join':
      return askJoin(turn, action);
    case 'join':
      return join(turn, action);
    case 'place':
      return place(turn);
    case 'act':
      return act(turn, action);
    case 'ticket-helped':
      return ticketHelped(turn, action);
    case 'line':
      return line(turn);
    case 'next':
      return next(turn, action);
    case 'ask-resolve':
      return askResolve(turn, action);
    case 'resolve':
      return resolve(turn, action);
    case 'join-cohort':
      return joinCohort(turn, action);
    case 'decline-cohort':
      return declineCohort(turn, action);
    case 'mentorship':
      return mentorship(turn, action);
    case 'accept-mentorship':
      return acceptMentorship(turn, action);
    case 'ask-decline-mentorship':
      return askDeclineMentorship(turn, action);
    case 'decline-mentorship':
      return declineMentorship(turn, action);
    case 'check-in':
      return checkIn(turn, action);
  }
}
