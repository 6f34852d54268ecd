import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { weekOf } from '../../office-hours/week.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { topicLabel } from '../../topics/label.ts';
import { languagesBeginning, languagesNearly, spokenLanguages } from '../language-names.ts';
import { wordsOf } from '../names.ts';
import type { Person, PersonSummary } from '../schema.ts';
import {
  common,
  countHits,
  type DirectoryKey,
  findDepartments,
  findInDirectory,
  knownWords,
  type Term,
  wordsBeginning,
} from '../store/directory.ts';
import { countSessions, findPerson, findSummaries, type StoredSummary } from '../store/profiles.ts';
import { oneSlipAway, slipsBetween } from '../typing.ts';

type Paging = { limit: number; cursor?: string | undefined };
type Page<Item> = { items: Item[]; next: string | null };

const directoryKey = z.tuple([keyParts.count, keyParts.text, keyParts.id]);
/** Further words of a search are not looked at. */
const mostWords = 6;

/**
 * The directory: everybody active whose name, department, title, skills or languages have all words of the search (as
 * they begin, or nearly), those found by name first.
 */
export async function listPeople(
  deps: Deps,
  actor: Actor,
  query: Paging & {
    search?: string | undefined;
    department?: string | undefined;
    language?: string | undefined;
    topic?: string | undefined;
    only?: 'champions' | 'everyone';
  },
): Promise<Page<PersonSummary>> {
  const { limit, search = '', department, language, topic, only } = query;
  const [misses, sortName, personId] = decodeCursor(query.cursor, directoryKey) ?? [];
  const after: DirectoryKey | undefined =
    misses !== undefined && sortName !== undefined && personId ? { misses, sortName, personId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const words = wordsOf(search).slice(0, mostWords);
    const { terms, rarest } = await termsOf(tx, words);
    const nobody = terms.some((term) => 'oneOf' in term && term.oneOf.length + term.languages.length === 0);
    const onlyChampions = only === 'champions';
    const keys = nobody
      ? []
      : await findInDirectory(tx, { terms, rarest, department, language, topic, onlyChampions, limit, after });
    const { items, next } = cutPage(keys, limit, (key) => [key.misses, key.sortName, key.personId]);
    const summaries = await findSummaries(
      tx,
      items.map((key) => key.personId),
    );
    return { items: items.flatMap((key) => sayKnown(deps, actor, summaries.get(key.personId))), next };
  });
}

/** In words this long two slips are still more likely than another word. */
const longWord = 8;
/** The first letters are seldom wrong, and they bound how many words have to be compared. */
const surePrefix = 2;
const mostCompared = 2_000;

/**
 * What to look for: each word as a beginning or, where nothing begins so, the words it may have been meant to be; and which
 * of them is rare.
 */
async function termsOf(tx: Tx, words: readonly string[]): Promise<{ terms: Term[]; rarest?: number | undefined }> {
  if (words.length === 0) return { terms: [] };
  const hits = await countHits(tx, words);
  const terms: Term[] = [];
  for (const [place, word] of words.entries()) {
    const languages = languagesBeginning(word);
    if (hits[place] === 0 && languages.length === 0) {
      terms.push({ oneOf: await meantBy(tx, word), languages: languagesNearly(word) });
    } else {
      terms.push({ begins: word, languages });
    }
  }
  // How many speak a language was not counted; it may be everybody.
  const rare = hits.map((count, place) => (count > 0 && terms[place]?.languages.length === 0 ? count : common));
  const fewest = Math.min(...rare);
  return { terms, rarest: fewest < common ? rare.indexOf(fewest) : undefined };
}

async function meantBy(tx: Tx, word: string): Promise<string[]> {
  // Of a very short word everything is one slip away.
  if (word.length < 3) return [];
  const near = await knownWords(tx, oneSlipAway(word));
  if (near.length > 0 || word.length < longWord) return near;
  const similar = await wordsBeginning(tx, word.slice(0, surePrefix), mostCompared);
  return similar.filter((known) => slipsBetween(word, known, 2) <= 2);
}

/** A person's page. */
export async function getPerson(deps: Deps, actor: Actor, personId: string): Promise<Result<Person, 'no-such-person'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) return refuse('no-such-person');
    const { username, active, manager, nominated } = person;
    const week = weekOf(deps.now(), person.weekZone);
    const offer = person.offer && { ...person.offer, bookedThisWeek: await countSessions(tx, personId, week) };
    return done({ ...saySummary(deps, actor, person), username, active, manager, offer, nominated });
  });
}

const departmentKey = z.tuple([keyParts.count, keyParts.text]);

/** Departments, largest first. */
export async function listDepartments(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: Paging,
): Promise<Page<{ name: string; people: number; champions: number }>> {
  const [people, name] = decodeCursor(cursor, departmentKey) ?? [];
  const after = people !== undefined && name !== undefined ? { people, name } : undefined;
  const rows = await deps.db.transaction(actor.tenantId, (tx) => findDepartments(tx, limit, after));
  return cutPage(rows, limit, (row) => [row.people, row.name]);
}

/** People as lists show them, by id; unknown ones are missing. */
export async function summariesOf(
  deps: Deps,
  actor: Actor,
  personIds: readonly string[],
): Promise<Map<string, PersonSummary>> {
  const found = await deps.db.transaction(actor.tenantId, (tx) => findSummaries(tx, personIds));
  return new Map([...found].map(([personId, stored]) => [personId, saySummary(deps, actor, stored)]));
}

function sayKnown(deps: Deps, actor: Actor, stored: StoredSummary | undefined): PersonSummary[] {
  return stored ? [saySummary(deps, actor, stored)] : [];
}

function saySummary(deps: Deps, actor: Actor, stored: StoredSummary): PersonSummary {
  const { personId, displayName, jobTitle, department, office, timeZone, champion } = stored;
  const languages = spokenLanguages(stored.languages, stored.preferredLanguage);
  const summary = { personId, displayName, jobTitle, department, office, languages, timeZone };
  if (!champion) return { ...summary, champion: null };
  const today = deps
    .now()
    .toZonedDateTimeISO(timeZone ?? 'UTC')
    .toPlainDate()
    .toString();
  const { kind, pausedUntil } = champion;
  const skills = champion.skills.map((skill) => ({ ...skill, label: topicLabel(skill.topic, actor.locale) }));
  return {
    ...summary,
    // A pause that is over is no pause.
    champion: { kind, skills, pausedUntil: pausedUntil !== null && pausedUntil > today ? pausedUntil : null },
  };
}
