import type { Deps } from '@open-door/api/deps.ts';
import { forgetConversation, rememberConversation } from '@open-door/api/notices/actions.ts';
import { recognise } from '@open-door/api/people/actions/recognise.ts';
import { type CardAction, type Pressed, readCardAction, type Verb } from './card-actions.ts';
import { helpCard } from './cards/help.ts';
import { welcomeCard } from './cards/welcome.ts';
import { act, actOnOwn, ticketHelped } from './commands/act.ts';
import { book } from './commands/book.ts';
import { askCancel, cancel } from './commands/cancel.ts';
import { askResolve, askResolveCurrent, line, next, resolve } from './commands/desk.ts';
import { find } from './commands/find.ts';
import { helped } from './commands/helped.ts';
import { learned, pauseNudges } from './commands/learned.ts';
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
import { isChampion, isLeader, type Turn } from './turn.ts';
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
      return justWelcomed ? [] : [helpCard(turn.to, { isChampion: isChampion(turn), isLeader: isLeader(turn) })];
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
    case 'learned':
      return [await learned(turn, intent.words)];
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

/** What each button does. */
const performing: { [Name in Exclude<Verb, 'say'>]: (turn: Turn, pressed: Pressed<Name>) => Promise<Message> } = {
  find: (turn, { goal }) => find(turn, goal),
  book,
  sessions: (turn) => sessions(turn),
  'ask-cancel': askCancel,
  cancel,
  'ask-move': askMove,
  move,
  helped,
  wait,
  leave,
  accept,
  pass,
  queues: (turn) => live(turn),
  'ask-join': askJoin,
  join,
  place: (turn) => place(turn),
  act,
  'ticket-helped': ticketHelped,
  line: (turn) => line(turn),
  next,
  'ask-resolve': askResolve,
  resolve,
  'join-cohort': joinCohort,
  'decline-cohort': declineCohort,
  mentorship,
  'accept-mentorship': acceptMentorship,
  'ask-decline-mentorship': askDeclineMentorship,
  'decline-mentorship': declineMentorship,
  'check-in': checkIn,
  learned: (turn, { words }) => learned(turn, words),
  'pause-nudges': pauseNudges,
};

function perform(turn: Turn, action: Exclude<CardAction, { verb: 'say' }>): Promise<Message> {
  // Verb and data belong together in an action, which the compiler cannot follow through the table.
  const command = performing[action.verb] as (turn: Turn, pressed: never) => Promise<Message>;
  return command(turn, action as never);
}
