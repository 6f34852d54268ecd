import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { expect } from 'vitest';
import { type DirectoryPerson, entraCsv } from '../../infra/local/demo/entra-csv.ts';
import type { World } from '../support/world.ts';

export type Signed = { tid: string; oid: string };
type File = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Sends a file to the import as a browser does, in pieces. */
export async function upload(
  world: World,
  person: Signed,
  file: File,
  locale = 'en',
  headers: Record<string, string> = {},
): Promise<Response> {
  const token = await world.issuer.issueTabToken(person);
  const whole = typeof file === 'string' || file instanceof Uint8Array;
  return world.app.request('/api/imports', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'accept-language': locale, ...headers },
    body: whole ? (file as string) : ReadableStream.from(file),
    ...(!whole && { duplex: 'half' }),
  } as RequestInit);
}

/** The report of a file that is taken. */
export async function dryRun(world: World, person: Signed, file: File): Promise<DirectoryImport> {
  const response = await upload(world, person, file);
  expect(await response.clone().json(), 'the report').toMatchObject({ state: 'ready' });
  expect(response.status).toBe(201);
  return (await response.json()) as DirectoryImport;
}

export function apply(world: World, person: Signed, importId: string, evenIfManyLeave = false): Promise<Response> {
  return world.as(person)(`POST /api/imports/${importId}/application`, { evenIfManyLeave });
}

/** Reads a file of these people and applies it. */
export async function bringIn(
  world: World,
  person: Signed,
  people: readonly DirectoryPerson[],
): Promise<DirectoryImport> {
  const { importId } = await dryRun(world, person, entraCsv(people));
  const response = await apply(world, person, importId, true);
  expect(response.status).toBe(200);
  return (await response.json()) as DirectoryImport;
}

export type ReportRow = {
  line: number | null;
  verdict: string;
  reason: string | null;
  words: string | null;
  label: string;
};

export async function reportOf(world: World, person: Signed, importId: string, query = ''): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const response = await world.as(person)(
      `GET /api/imports/${importId}/rows?limit=100${query}${cursor && `&cursor=${cursor}`}`,
    );
    const page = (await response.json()) as { items: ReportRow[]; next: string | null };
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}

/** The directory as it stands in the table, by address. */
export async function directoryOf(world: World, tid: string) {
  const { rows } = await world.owner.query<{
    username: string;
    display_name: string;
    job_title: string;
    department: string;
    office: string;
    active: boolean;
    manager: string | null;
  }>(
    `select p.username, p.display_name, p.job_title, p.department, p.office, p.active, m.username as manager
     from people p left join people m on m.tenant_id = p.tenant_id and m.person_id = p.manager_id
     where p.tenant_id = $1 and not ('owner' = any(p.roles)) order by p.username`,
    [tid],
  );
  return rows;
}

/** The import begun last, as the programme owner sees it. */
export async function newest(world: World, person: Signed): Promise<DirectoryImport | undefined> {
  const response = await world.as(person)('GET /api/imports?limit=1');
  return ((await response.json()) as { items: DirectoryImport[] }).items[0];
}

export async function titleOf(response: Response): Promise<string> {
  return ((await response.json()) as { title: string }).title;
}
