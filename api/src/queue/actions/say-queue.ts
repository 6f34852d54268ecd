import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { topicLabel } from '../../topics/label.ts';
import { type Reach, type Rule, ruleInWords } from '../policy.ts';
import type { ExpectedWait, OpenQuestion, Queue, QueueWithRule } from '../schema/queues.ts';
import type { ChampionHere } from '../store/presence.ts';
import { visibleTo } from '../ticket.ts';
import type { Wait } from '../wait.ts';
import type { Snapshot } from './snapshot.ts';

type Reader = Pick<Actor, 'personId' | 'locale'>;

/** A queue as this person sees it. */
export function sayQueue(reader: Reader, { queue, champions, tickets, line, expected }: Snapshot): Queue {
  const { queueId, name, host, department, state, note } = queue;
  const yours = champions.some(({ personId }) => personId === reader.personId);
  const held = new Set(tickets.flatMap(({ championId }) => championId ?? []));
  const isLive = state === 'open' || state === 'paused';
  return {
    queueId,
    name,
    host,
    department,
    state,
    note,
    champions: champions.map((champion) => sayChampion(reader, champion, held.has(champion.personId))),
    waiting: line.length,
    wait: sayWait(expected.joining),
    joinable: isLive && !yours && host.personId !== reader.personId,
    yours,
  };
}

function sayChampion(reader: Reader, champion: ChampionHere, isHelping: boolean): Queue['champions'][number] {
  const { personId, displayName, jobTitle, state, until, topics } = champion;
  return {
    personId,
    displayName,
    jobTitle,
    state: isHelping ? 'helping' : state === 'paused' ? 'paused' : 'free',
    until: until?.toString() ?? null,
    topics: topics.map((topic) => sayTopic(reader, topic)),
  };
}

/** The same with the rule in words and the questions that others may join. */
export function sayQueueWithRule(reader: Reader, snapshot: Snapshot): QueueWithRule {
  const { rule, reach, times } = snapshot.queue;
  return {
    ...sayQueue(reader, snapshot),
    rule: sayRule(reader, rule, reach),
    questions: openQuestions(reader, snapshot),
    ...times,
  };
}

/** The rule in force, a sentence each, most important first. */
export function sayRule({ locale }: Pick<Actor, 'locale'>, rule: Rule, { turns, overtakings }: Reach): string[] {
  const clauses = ruleInWords(rule);
  const sentences = clauses.map(({ key, ...numbers }) => say(locale, key, { ...numbers, alone: clauses.length === 1 }));
  const isAnybodyPassed = turns > 1 && overtakings > 0;
  return isAnybodyPassed ? [...sentences, say(locale, 'queue.rule.reach', { turns, times: overtakings })] : sentences;
}

/** The first question of each turn that may be joined; never who asked it. */
function openQuestions(reader: Reader, { line }: Snapshot): OpenQuestion[] {
  return line.flatMap(({ tickets }) => {
    const views = tickets.map((ticket) => visibleTo(ticket, { role: 'learner', personId: reader.personId }));
    const open = tickets.find((_, nth) => views[nth]?.question);
    if (!open || views.some(({ isOwn }) => isOwn)) return [];
    const { ticketId, topic, question } = open;
    return [{ ticketId, topic: topic === '' ? null : sayTopic(reader, topic), question, people: tickets.length }];
  });
}

export function sayWait(wait: Wait | undefined): ExpectedWait | null {
  return wait?.ok ? { low: wait.low, high: wait.high, afterHours: wait.afterHours } : null;
}

const sayTopic = ({ locale }: Reader, topic: string) => ({ topic, label: topicLabel(topic, locale) });
