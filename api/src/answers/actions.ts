import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { wordsOf } from '../people/names.ts';
import { type Actor, may } from '../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../platform/page.ts';
import { done, type Result, refuse } from '../platform/result.ts';
import { isTopic, topicLabel } from '../topics/label.ts';
import { topicsIn } from '../topics/topics-in-text.ts';
import { namedIn } from './named-in.ts';
import type { NewAnswer, SharedAnswer } from './schema.ts';
import { mostSimilar, stemsOf } from './similar.ts';
import {
  deleteAnswer,
  findAnswer,
  findAnswers,
  findAskers,
  findAskersOfTicket,
  findCandidates,
  insertAnswer,
  type StoredAnswer,
} from './store.ts';

const pageKey = z.tuple([keyParts.instant, keyParts.id]);

export type AnswerQuery = {
  topic?: string | undefined;
  department?: string | undefined;
  championId?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** What champions shared, newest first; all words of a search occur in each, without regard to accents and case. */
export async function listAnswers(
  deps: Deps,
  actor: Actor,
  { search = '', cursor, limit = 25, ...query }: AnswerQuery,
): Promise<{ items: SharedAnswer[]; next: string | null }> {
  const { topic, department, championId } = query;
  const after = decodeCursor(cursor, pageKey);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const words = wordsOf(search);
    const rows = await findAnswers(tx, { topic, department, championId, words, after, limit });
    const { items, next } = cutPage(rows, limit, (row) => [row.sharedAt.toString(), row.answerId]);
    return { items: items.map((row) => sayAnswer(actor, row)), next };
  });
}

const similarAnswers = 3;

/** Answers to questions like this one, most similar first. Its topics are found in its words where none is given. */
export async function findSimilar(
  deps: Deps,
  actor: Actor,
  { question, topic }: { question: string; topic?: string | undefined },
): Promise<{ items: SharedAnswer[] }> {
  const topics = topic ? [topic] : topicsIn(question).map((found) => found.topic);
  const stems = [...stemsOf(question)];
  const candidates = await deps.db.transaction(actor.tenantId, (tx) => findCandidates(tx, { topics, stems }));
  const similar = mostSimilar({ question, topics }, candidates, similarAnswers);
  return { items: similar.map((row) => sayAnswer(actor, row)) };
}

/**
 * A champion shares a question and its answer with everybody. When it began with a session or a ticket of theirs, a text that
 * names somebody who asked is refused with the words that do; neither the session nor the ticket is kept.
 */
export async function shareAnswer(
  deps: Deps,
  actor: Actor,
  { question, answer, topic, bookingId, ticketId }: NewAnswer,
): Promise<
  Result<
    SharedAnswer,
    'not-a-champion' | 'no-such-booking' | 'no-such-ticket' | 'unknown-topic' | 'names-somebody',
    { words?: string; topic?: string }
  >
> {
  if (topic !== null && !isTopic(topic)) return refuse('unknown-topic', { topic });
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const ofSession = bookingId === undefined ? [] : await findAskers(tx, bookingId, actor.personId);
    if (bookingId !== undefined && ofSession.length === 0) return refuse('no-such-booking');
    const ofTicket = ticketId === undefined ? [] : await findAskersOfTicket(tx, ticketId, actor.personId);
    if (!ofTicket) return refuse('no-such-ticket');
    const words = namedIn(`${question}\n${answer}`, [...ofSession, ...ofTicket]);
    if (words.length > 0) return refuse('names-somebody', { words: sayList(actor, words) });
    const answerId = deps.newId();
    const shared = { answerId, championId: actor.personId, topic, question, answer, sharedAt: deps.now() };
    if (!(await insertAnswer(tx, shared))) return refuse('not-a-champion');
    const stored = await findAnswer(tx, answerId);
    if (!stored) throw new Error('an answer just shared is not there');
    return done(sayAnswer(actor, stored));
  });
}

/** Its champion, or the programme owner, withdraws an answer. */
export async function withdrawAnswer(
  deps: Deps,
  actor: Actor,
  answerId: string,
): Promise<Result<{ withdrawn: boolean }, 'no-such-answer' | 'not-allowed'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const stored = await findAnswer(tx, answerId);
    if (!stored) return refuse('no-such-answer');
    if (!mayWithdraw(actor, stored)) return refuse('not-allowed');
    await deleteAnswer(tx, answerId);
    return done({ withdrawn: true });
  });
}

function sayAnswer(actor: Actor, { topic, sharedAt, ...answer }: StoredAnswer): SharedAnswer {
  return {
    ...answer,
    topic: topic === null ? null : { topic, label: topicLabel(topic, actor.locale) },
    sharedAt: sharedAt.toString(),
    yours: mayWithdraw(actor, answer),
  };
}

function mayWithdraw(actor: Actor, { champion }: Pick<StoredAnswer, 'champion'>): boolean {
  return champion.personId === actor.personId || may(actor, 'owner');
}

const sayList = ({ locale }: Actor, words: readonly string[]) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(words.map((word) => `“${word}”`));
