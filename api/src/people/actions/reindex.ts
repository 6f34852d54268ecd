import type { Deps } from '../../deps.ts';
import { isTopic } from '../../topics/label.ts';
import { topics } from '../../topics/topics.ts';
import { spokenLanguages } from '../language-names.ts';
import { indexWords } from '../search-index.ts';
import { findFindable, replaceWords } from '../store/words.ts';

/** Writes anew what these people are found by; somebody who has left is no longer found. */
export async function reindex(deps: Deps, tenantId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await deps.db.transaction(tenantId, async (tx) => {
    const people = await findFindable(tx, personIds);
    const words = people.flatMap(({ personId, sortName, topics: skills, ...person }) =>
      indexWords({
        ...person,
        languages: spokenLanguages(person.languages, person.preferredLanguage),
        skills: skills.flatMap(topicNames),
      }).map((word) => ({ ...word, personId, sortName })),
    );
    await replaceWords(tx, personIds, words);
  });
}

/** What a topic is called, in both languages and in everyday words. */
function topicNames(topic: string): string[] {
  if (!isTopic(topic)) return [topic];
  const { label, says } = topics[topic];
  return [label.en, label.pt, ...says];
}
