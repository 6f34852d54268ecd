import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openCredentials } from '../../api/src/platform/identity.ts';
import { graphPeople } from '../../infra/local/graph/from-directory.ts';
import type { GraphPerson, Organisation } from '../../infra/local/graph/organisation.ts';
import { startGraph } from '../../infra/local/graph/server.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { smallStaff } from '../support/broken-csvs.ts';

let cloud: LocalCloud;
let staff: GraphPerson[];
let organisation: Organisation;
let appToken: string;

beforeAll(async () => {
  staff = graphPeople(smallStaff());
  cloud = await startCloud(staff);
  organisation = cloud.graph.organisation(cloud.tid);
  const answer = await openCredentials(cloud.config).graphToken({ kind: 'application', tenantId: cloud.tid }, '');
  if (!answer.ok) throw new Error(answer.reason);
  appToken = answer.token;
});
afterAll(() => cloud.stop());

const bodySchema = z.looseObject({
  value: z.array(z.looseObject({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), innerError: z.looseObject({ 'request-id': z.string() }) }),
});

const selected = '/users/delta?$select=id,displayName,jobTitle,manager';

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = address.startsWith('/') ? `${cloud.graph.url}/v1.0${address}` : address;
  return fetch(url, { headers: { authorization: `Bearer ${appToken}`, ...headers } });
}

/** Reads a whole round: everybody told of, how many pages it took, and the link to the next round. */
async function readRound(address: string, pageSize = 3) {
  const value: z.output<typeof bodySchema>['value'] = [];
  let pages = 0;
  for (let link: string | undefined = address; ; pages++) {
    const body = bodySchema.parse(await (await get(link, { prefer: `odata.maxpagesize=${pageSize}` })).json());
    value.push(...body.value);
    link = body['@odata.nextLink'];
    if (!link) return { value, pages: pages + 1, deltaLink: body['@odata.deltaLink'] ?? '' };
  }
}

async function errorOf(response: Response) {
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status, code: error.code };
}

const byName = (name: string) => staff.find(({ displayName }) => displayName === name)?.id ?? '';
const reference = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });

describe('the delta of users', () => {
  it('begins with everybody, once, in pages, with their managers', async () => {
    const { value, pages } = await readRound(selected);
    expect(pages).toBe(3);
    expect(value.map(({ id }) => id)).toEqual(staff.map(({ id }) => id));
    expect(value[0]).toEqual({ id: byName('Ada Quill'), displayName: 'Ada Quill', jobTitle: 'Director' });
    expect(value[1]).toEqual({
      id: byName('Bram Ostler'),
      displayName: 'Bram Ostler',
      jobTitle: 'Archivist',
      'manager@delta': [reference(byName('Ada Quill'))],
    });
  });

  it('tells nothing when nothing changed', async () => {
    const { deltaLink } = await readRound(selected);
    expect((await readRound(deltaLink)).value).toEqual([]);
  });

  it('tells of a change to what was selected and of no other', async () => {
    const { deltaLink } = await readRound(selected);
    organisation.change(byName('Dov Harrow'), { jobTitle: 'Head of Archive' });
    organisation.change(byName('Edda Finch'), { department: 'Vault' });
    const next = await readRound(deltaLink);
    expect(next.value).toEqual([{ id: byName('Dov Harrow'), displayName: 'Dov Harrow', jobTitle: 'Head of Archive' }]);
    expect((await readRound(next.deltaLink)).value).toEqual([]);
  });

  it('tells of a property that was emptied as null, and leaves out what was never set', async () => {
    const { deltaLink } = await readRound(`${selected},usageLocation,officeLocation`);
    const newcomer = person('Iris Vale');
    organisation.add(newcomer);
    organisation.change(byName('Dov Harrow'), { officeLocation: null });
    const { value } = await readRound(deltaLink);
    expect(value).toContainEqual(expect.objectContaining({ id: byName('Dov Harrow'), officeLocation: null }));
    expect(value).toContainEqual({ id: newcomer.id, displayName: 'Iris Vale' });
  });

  it('tells of another manager as one removed and one added', async () => {
    const { deltaLink } = await readRound(selected);
    organisation.change(byName('Dov Harrow'), { manager: byName('Célia Mourão') });
    const { value } = await readRound(deltaLink);
    expect(value[0]?.['manager@delta']).toEqual([
      { ...reference(byName('Bram Ostler')), '@removed': { reason: 'deleted' } },
      reference(byName('Célia Mourão')),
    ]);
  });

  it('tells of somebody who left, whose reports lose their manager, and who comes back', async () => {
    const first = await readRound(selected);
    organisation.leave(byName('Célia Mourão'));
    const second = await readRound(first.deltaLink);
    expect(second.value).toContainEqual({ id: byName('Célia Mourão'), '@removed': { reason: 'changed' } });
    expect(second.value.find(({ id }) => id === byName('Dov Harrow'))?.['manager@delta']).toEqual([
      { ...reference(byName('Célia Mourão')), '@removed': { reason: 'deleted' } },
    ]);
    organisation.leave(byName('Célia Mourão'), { forGood: true });
    const third = await readRound(second.deltaLink);
    expect(third.value).toEqual([{ id: byName('Célia Mourão'), '@removed': { reason: 'deleted' } }]);
    organisation.add(person('Célia Mourão', { id: byName('Célia Mourão'), manager: byName('Ada Quill') }));
    const [back] = (await readRound(third.deltaLink)).value;
    expect(back).toMatchObject({ displayName: 'Célia Mourão', 'manager@delta': [reference(byName('Ada Quill'))] });
  });

  it('misses nobody who changes while a round is being read', async () => {
    const begun = bodySchema.parse(await (await get(selected, { prefer: 'odata.maxpagesize=2' })).json());
    const last = byName('Hugo Pell');
    organisation.change(last, { department: 'Reading Room' });
    organisation.change(byName('Ada Quill'), { jobTitle: 'Director General' });
    const rest = await readRound(begun['@odata.nextLink'] ?? '');
    expect(rest.value.map(({ id }) => id)).toContain(last);
    expect((await readRound(rest.deltaLink)).value.map(({ id }) => id)).toContain(byName('Ada Quill'));
  });

  it('answers a link that is too old, or of another run, with 410 and where to begin anew', async () => {
    const { deltaLink } = await readRound(selected);
    organisation.expireLinks();
    const gone = await get(deltaLink);
    expect(gone.headers.get('location')).toBe(`${cloud.graph.url}/v1.0/users/delta?$deltatoken=`);
    expect(await errorOf(gone)).toEqual({ status: 410, code: 'syncStateNotFound' });
    const { certificate, issuer, tid } = cloud;
    const other = await startGraph({ port: 0, certificate, issuer, organisations: [{ tid, people: staff }] });
    const credentials = openCredentials({ ...cloud.config, GRAPH_URL: other.url });
    const answer = await credentials.graphToken({ kind: 'application', tenantId: tid }, '');
    const elsewhere = await get(deltaLink.replace(cloud.graph.url, other.url), {
      authorization: `Bearer ${answer.ok && answer.token}`,
    });
    expect(await errorOf(elsewhere)).toEqual({ status: 410, code: 'syncStateNotFound' });
    await other.stop();
  });

  it.each(['?$select=shoeSize', '?$top=5', '?$expand=manager', '?$skiptoken=nonsense'])('refuses %s', async (query) => {
    expect(await errorOf(await get(`/users/delta${query}`))).toEqual({ status: 400, code: 'Request_BadRequest' });
  });
});

describe('access', () => {
  it('needs a token that was issued for this Graph', async () => {
    const unauthorised = { status: 401, code: 'InvalidAuthenticationToken' };
    const tabToken = await cloud.issuer.issueTabToken({ tid: cloud.tid, oid: byName('Ada Quill') });
    for (const authorization of [
      '',
      `Bearer ${tabToken}`,
      `Bearer ${appToken.slice(0, -6)}AAAAAA`,
      'Bearer nonsense',
    ]) {
      expect(await errorOf(await get(selected, { authorization }))).toEqual(unauthorised);
    }
  });

  it('needs the permission of the table, granted to the app and not to a person', async () => {
    const token = await cloud.issuer.issueTabToken({ tid: cloud.tid, oid: byName('Ada Quill') });
    cloud.issuer.tenant(cloud.tid).consents.delegated.add('User.Read.All');
    const answer = await openCredentials(cloud.config).graphToken({ kind: 'delegated', token }, 'User.Read.All');
    const asPerson = await get(selected, { authorization: `Bearer ${answer.ok && answer.token}` });
    expect(await errorOf(asPerson)).toEqual({ status: 403, code: 'Authorization_RequestDenied' });
    expect(await errorOf(await get('/me/mailboxSettings'))).toEqual({ status: 400, code: 'BadRequest' });
  });
});

describe('the log of calls', () => {
  it('names the row of the table, the status and on whose behalf', async () => {
    await get(selected);
    const call = { method: 'GET', path: '/v1.0/users/delta', endpoint: 'usersDelta', status: 200, as: 'application' };
    expect(cloud.graph.calls.at(-1)).toEqual(call);
  });

  it('shows a call that is missing from the table, which is answered with 501', async () => {
    expect(cloud.graph.unknownCalls()).toEqual([]);
    expect(await errorOf(await get('/me/manager'))).toEqual({ status: 501, code: 'NotInTheTable' });
    const posted = await fetch(`${cloud.graph.url}/v1.0/users/delta`, { method: 'POST' });
    expect(posted.status).toBe(501);
    expect(cloud.graph.unknownCalls().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1.0/me/manager',
      'POST /v1.0/users/delta',
    ]);
  });
});
