import type { DirectoryPerson } from '../demo/entra-csv.ts';
import type { GraphPerson } from './organisation.ts';

/** People of a directory file as Graph knows them: managers by id, and a mailbox for those whose `timeZone` is known. */
export function graphPeople(people: readonly (DirectoryPerson & { timeZone?: string })[]): GraphPerson[] {
  const ids = new Map(people.map(({ userPrincipalName, id }) => [userPrincipalName, id]));
  return people.map(({ manager, timeZone, ...person }) => ({
    ...onlySet(person),
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    accountEnabled: person.accountEnabled,
    manager: ids.get(manager) ?? null,
    mailbox: timeZone ? { timeZone, locale: person.preferredLanguage || 'en-GB' } : null,
  }));
}

/** The directory writes '' for what Entra does not have at all. */
function onlySet({
  givenName,
  surname,
  jobTitle,
  department,
  usageLocation,
  preferredLanguage,
  officeLocation,
}: Omit<DirectoryPerson, 'manager'>) {
  const optional = { givenName, surname, jobTitle, department, usageLocation, preferredLanguage, officeLocation };
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) as Partial<typeof optional>;
}
