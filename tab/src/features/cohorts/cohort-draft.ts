import type { CohortSettings } from '@open-door/api/cohorts/schema.ts';

/** A cohort's settings as they are typed: words of job titles stand in one field. */
export type CohortDraft = Omit<CohortSettings, 'titles'> & { titles: string };

/** What a part of its form is given. */
export type CohortFieldsProps = { draft: CohortDraft; onEdit: (changed: Partial<CohortDraft>) => void };

/** What the API goes by where nobody decided. */
export const usualDraft: CohortDraft = {
  name: '',
  preset: 'usual',
  departments: [],
  titles: '',
  volunteersOnly: false,
  allowLineManager: false,
  allowPastPartner: false,
  sameLanguage: true,
  sharedHours: 2,
  departmentRule: 'any',
  placesPerMentor: 2,
  mentorsOnly: true,
  weights: {},
  worstOffFirst: true,
  nextRunOn: null,
};

export function draftOf({ titles, ...settings }: CohortSettings): CohortDraft {
  return { ...settings, titles: titles.join(', ') };
}

/** The settings that are typed; `undefined` while the cohort has no name. */
export function settingsIn({ titles, ...draft }: CohortDraft): CohortSettings | undefined {
  const name = draft.name.trim();
  if (name === '') return undefined;
  const wanted = titles.split(',').map((title) => title.trim());
  return { ...draft, name, titles: [...new Set(wanted)].filter((title) => title !== '') };
}
