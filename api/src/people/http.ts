import type { Config } from '../platform/config.ts';
import { languages } from '../platform/messages.ts';
import { implement, type Operation } from '../platform/operations.ts';
import { applyImport } from './actions/apply-import.ts';
import { getPerson, listDepartments, listPeople } from './actions/directory.ts';
import { startCsvImport } from './actions/import-csv.ts';
import { startGraphImport } from './actions/import-graph.ts';
import { discardImport, getImport, listImportRows, listImports } from './actions/imports.ts';
import { changeMe, exportMe, getMe, takeMailboxSettings } from './actions/me.ts';
import { getRoles, giveRoles } from './actions/roles.ts';
import { peopleContract } from './schema.ts';

export function peopleOperations(config: Config): Operation[] {
  const settings = { appId: config.TEAMS_APP_ID, botId: config.BOT_ID ?? null, languages };
  return implement(peopleContract, {
    'GET /api/settings': { run: async () => settings },
    'GET /api/me': { run: ({ deps, actor }) => getMe(deps, actor) },
    'PATCH /api/me': { run: ({ deps, actor, input }) => changeMe(deps, actor, input.body) },
    'POST /api/me/mailbox-settings': {
      run: ({ deps, actor, token }) => takeMailboxSettings(deps, actor, token),
      refusals: { 'permission-missing': 403, 'graph-unavailable': 503, 'no-mailbox': 404 },
    },
    'GET /api/me/export': { run: ({ deps, actor }) => exportMe(deps, actor) },
    'GET /api/people': { run: ({ deps, actor, input }) => listPeople(deps, actor, input.query) },
    'GET /api/people/{personId}': {
      run: ({ deps, actor, input }) => getPerson(deps, actor, input.params.personId),
      refusals: { 'no-such-person': 404 },
    },
    'GET /api/people/{personId}/roles': {
      run: ({ deps, actor, input }) => getRoles(deps, actor, input.params.personId),
      refusals: { 'no-such-person': 404 },
    },
    'PUT /api/people/{personId}/roles': {
      run: ({ deps, actor, input }) => giveRoles(deps, actor, input.params.personId, input.body.roles),
      refusals: { 'no-such-person': 404, 'own-ownership': 409, 'not-allowed': 403 },
    },
    'GET /api/departments': { run: ({ deps, actor, input }) => listDepartments(deps, actor, input.query) },
    'POST /api/imports': {
      run: ({ deps, actor, input }) => startCsvImport(deps, actor, input.body),
      refusals: {
        'import-running': 409,
        'not-csv': 422,
        'wrong-encoding': 422,
        'columns-missing': 422,
        'quote-never-closes': 422,
        'empty-file': 422,
        'file-too-large': 413,
      },
    },
    'POST /api/imports/graph': {
      run: async ({ deps, actor, input }) => {
        const started = await startGraphImport(deps, actor, input.body);
        return started.ok ? started.report : started;
      },
      refusals: { 'import-running': 409 },
    },
    'GET /api/imports': { run: ({ deps, actor, input }) => listImports(deps, actor, input.query) },
    'GET /api/imports/{importId}': {
      run: ({ deps, actor, input }) => getImport(deps, actor, input.params.importId),
      refusals: { 'no-such-import': 404 },
    },
    'GET /api/imports/{importId}/rows': {
      run: ({ deps, actor, input }) => listImportRows(deps, actor, input.params.importId, input.query),
      refusals: { 'no-such-import': 404 },
    },
    'POST /api/imports/{importId}/application': {
      run: ({ deps, actor, input }) => applyImport(deps, actor, input.params.importId, input.body),
      refusals: { 'no-such-import': 404, 'import-not-ready': 409, 'too-many-would-leave': 409 },
    },
    'DELETE /api/imports/{importId}': {
      run: ({ deps, actor, input }) => discardImport(deps, actor, input.params.importId),
      refusals: { 'no-such-import': 404, 'import-not-ready': 409 },
    },
  });
}
