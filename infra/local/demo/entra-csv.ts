/** A person as Entra ID's "Download users" lists them, with their office and manager. */
export type DirectoryPerson = {
  /** The Entra object id. */
  id: string;
  userPrincipalName: string;
  displayName: string;
  givenName: string;
  surname: string;
  jobTitle: string;
  department: string;
  accountEnabled: boolean;
  /** ISO 3166 country. */
  usageLocation: string;
  /** BCP 47. */
  preferredLanguage: string;
  officeLocation: string;
  /** The manager's userPrincipalName; empty for the head. */
  manager: string;
};

export const entraColumns = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'accountEnabled',
  'usageLocation',
  'preferredLanguage',
  'officeLocation',
  'manager',
] as const satisfies readonly (keyof DirectoryPerson)[];

/** The people as the text of such a file: comma separated, RFC 4180 quoting where needed, `True` and `False`, `\n` line ends. */
export function entraCsv(
  people: readonly DirectoryPerson[],
  columns: readonly (keyof DirectoryPerson)[] = entraColumns,
): string {
  const lines = people.map((person) => columns.map((column) => field(person[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function field(value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
