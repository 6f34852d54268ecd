import { clean, isObjectId, longestField, type StaffRecord } from './staff-record.ts';

type Field = Exclude<keyof StaffRecord, 'sortName'> | 'blocked';

/** Where each field stands in a row. */
export type Columns = { readonly count: number; readonly places: ReadonlyMap<Field, number> };

/** Why a row was refused. `wrong-column-count` has no readable fields at all. */
export type RowRefusal =
  | 'missing-id'
  | 'missing-name'
  | 'missing-username'
  | 'invalid-id'
  | 'wrong-column-count'
  | 'field-too-long';

/**
 * The names a column goes by, letters only: Graph's property, the words of the Entra and Microsoft 365 admin centres'
 * downloads, and older exports. "User name [userPrincipalName] Required", as in Entra's templates, counts by its bracket.
 */
const columnNames: Record<Field, readonly string[]> = {
  id: ['id', 'objectid', 'userid', 'azureadobjectid', 'entraobjectid'],
  username: ['userprincipalname', 'upn', 'username', 'signinname'],
  displayName: ['displayname', 'name', 'fullname'],
  givenName: ['givenname', 'firstname'],
  surname: ['surname', 'lastname', 'familyname'],
  jobTitle: ['jobtitle', 'title'],
  department: ['department'],
  office: ['officelocation', 'office', 'physicaldeliveryofficename'],
  usageLocation: ['usagelocation'],
  preferredLanguage: ['preferredlanguage'],
  isGuest: ['usertype'],
  enabled: ['accountenabled', 'enabled'],
  blocked: ['blockcredential', 'blocksignin', 'signinblocked'],
  manager: ['manager', 'managerupn', 'manageruserprincipalname', 'managerid', 'managerobjectid'],
};

const fieldOf = new Map(
  (Object.keys(columnNames) as Field[]).flatMap((field) => columnNames[field].map((name) => [name, field] as const)),
);

/** Without these a row cannot be a person. As the file calls them, for the sentence that names the missing ones. */
const required: [Field, string][] = [
  ['id', 'id'],
  ['username', 'userPrincipalName'],
  ['displayName', 'displayName'],
];

/** Finds the fields in a header. `missing` names the required columns that are not there; `known` counts the ones that are. */
export function readHeader(header: readonly string[]): { columns: Columns; missing: string[]; known: number } {
  const places = new Map<Field, number>();
  header.forEach((title, place) => {
    const field = fieldOf.get(columnKey(title));
    if (field && !places.has(field)) places.set(field, place);
  });
  const missing = required.filter(([field]) => !places.has(field)).map(([, name]) => name);
  return { columns: { count: header.length, places }, missing, known: places.size };
}

function columnKey(title: string): string {
  const inBrackets = /\[(.+?)\]/.exec(title)?.[1];
  return (inBrackets ?? title).toLowerCase().replace(/[^a-z]/g, '');
}

/** A row as a person, or why not; `known` is what could be read, so that nobody leaves because their row was refused. */
export function readRow(
  row: readonly string[],
  { count, places }: Columns,
):
  | { record: StaffRecord & { displayName: string } }
  | { refusal: RowRefusal; known: { id?: string; username?: string } } {
  const text = (field: Field): string => clean(row[places.get(field) ?? -1] ?? '');
  const id = text('id').toLowerCase();
  const username = text('username').toLowerCase();
  const refusal = whyRefused(row, { id, username, displayName: text('displayName') }, count);
  if (refusal) return { refusal, known: knownOf(id, username) };
  const record: StaffRecord & { displayName: string } = {
    id,
    username,
    displayName: text('displayName'),
    enabled: isEnabled(text('enabled'), text('blocked')),
  };
  for (const field of optionalTexts) if (places.has(field)) record[field] = text(field);
  if (places.has('isGuest')) record.isGuest = text('isGuest').toLowerCase() === 'guest';
  if (places.has('manager')) record.manager = text('manager').toLowerCase();
  return { record };
}

const optionalTexts = [
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'office',
  'usageLocation',
  'preferredLanguage',
] as const;

function whyRefused(
  row: readonly string[],
  { id, username, displayName }: { id: string; username: string; displayName: string },
  count: number,
): RowRefusal | undefined {
  if (row.length !== count) return 'wrong-column-count';
  if (row.some((field) => field.length > longestField && clean(field).length > longestField)) return 'field-too-long';
  if (id === '') return 'missing-id';
  if (!isObjectId(id)) return 'invalid-id';
  if (username === '') return 'missing-username';
  return displayName === '' ? 'missing-name' : undefined;
}

function knownOf(id: string, username: string) {
  const readable = username !== '' && username.length <= longestField;
  return { ...(isObjectId(id) && { id }), ...(readable && { username }) };
}

/** An empty or absent column says nothing against a person. */
function isEnabled(enabled: string, blocked: string): boolean {
  return !['false', '0', 'no'].includes(enabled.toLowerCase()) && !['true', '1', 'yes'].includes(blocked.toLowerCase());
}
