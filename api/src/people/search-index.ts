import { wordsOf } from './names.ts';

export type IndexField = 'name' | 'department' | 'title' | 'skill' | 'language';

/** What a person can be found by. `skills` are the names of their topics, in every language people search in. */
export type Findable = {
  displayName: string;
  givenName: string;
  surname: string;
  department: string;
  jobTitle: string;
  /** Primary tags; a search by a language's name looks for its tag. */
  languages: readonly string[];
  skills: readonly string[];
};

/** The words a person can be found by, each once per field. */
export function indexWords(person: Findable): { word: string; field: IndexField }[] {
  const words: Record<IndexField, readonly string[]> = {
    name: wordsOf(`${person.displayName} ${person.givenName} ${person.surname}`),
    department: wordsOf(person.department),
    title: wordsOf(person.jobTitle),
    skill: wordsOf(person.skills.join(' ')),
    language: [...new Set(person.languages)],
  };
  return (Object.keys(words) as IndexField[]).flatMap((field) => words[field].map((word) => ({ word, field })));
}
