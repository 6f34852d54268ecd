import { z } from 'zod';
import { contract, id, instant, pageOf, paging, text, timeZone } from '../platform/contract.ts';

const role = z.enum(['learner', 'champion', 'mentor', 'leader', 'owner', 'specialist']);
const languageTag = z.string().regex(/^[a-z]{2,3}$/);

/** A person as they appear in a list. */
export const personSummary = z.object({
  personId: id,
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  office: z.string(),
  languages: z.array(languageTag),
  timeZone: z.string().nullable(),
  /** Null for somebody who is not a confirmed champion or mentor. */
  champion: z
    .object({
      kind: z.enum(['champion', 'mentor']),
      skills: z.array(z.object({ topic: z.string(), label: z.string(), level: z.number().int() })),
      pausedUntil: z.string().nullable(),
    })
    .nullable(),
});

export const person = personSummary.extend({
  username: z.string(),
  manager: z.object({ personId: id, displayName: z.string(), jobTitle: z.string() }).nullable(),
  active: z.boolean(),
  /** What only a champion's page has. */
  offer: z
    .object({
      lovesToHelpWith: z.string(),
      capacityPerWeek: z.number().int(),
      bookedThisWeek: z.number().int(),
    })
    .nullable(),
  /** Nominated and waiting for the programme owner. */
  nominated: z.boolean(),
});

export const me = z.object({
  personId: id,
  displayName: z.string(),
  username: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  office: z.string(),
  organisation: z.string(),
  roles: z.array(role),
  languages: z.array(languageTag),
  timeZone: z.string(),
  wantsNotices: z.boolean(),
  /** True when the bot knows a conversation to deliver notices to. */
  botInstalled: z.boolean(),
  firstVisit: z.boolean(),
});

export const directoryImport = z.object({
  importId: id,
  source: z.enum(['csv', 'graph']),
  state: z.enum(['reading', 'ready', 'applying', 'applied', 'discarded', 'failed']),
  startedAt: instant,
  finishedAt: instant.nullable(),
  rowsRead: z.number().int(),
  rowsExpected: z.number().int().nullable(),
  /** While it is applied: how many of added + changed + departed are done. */
  rowsApplied: z.number().int(),
  /** False: only what changed since the last import from Graph, so that nobody leaves by being missing. */
  listsEverybody: z.boolean(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  departed: z.number().int(),
  refused: z.number().int(),
  /** Reason code and its words in the reader's language. */
  failure: z.object({ reason: z.string(), words: z.string() }).nullable(),
});

export const importRow = z.object({
  /** Where the row began; null for somebody who is in the directory but not in the import. */
  line: z.number().int().nullable(),
  verdict: z.enum(['added', 'changed', 'unchanged', 'departed', 'refused']),
  /** Why it was refused, what was left out of it, or what changed; `words` say it in the reader's language. */
  reason: z.string().nullable(),
  words: z.string().nullable(),
  label: z.string(),
});

export const profile = z.object({
  languages: z.array(languageTag).max(8).optional(),
  timeZone: timeZone.optional(),
  wantsNotices: z.boolean().optional(),
});

/** The roles the programme owner gives; the others follow from what a person is. */
export const givenRoles = z.array(z.enum(['owner', 'specialist'])).max(2);

export type PersonSummary = z.output<typeof personSummary>;
export type Person = z.output<typeof person>;
export type Me = z.output<typeof me>;
export type Profile = z.output<typeof profile>;
export type DirectoryImport = z.output<typeof directoryImport>;
export type ImportRow = z.output<typeof importRow>;

export const directoryQuery = z.object({
  search: text(100).optional(),
  department: text(200).optional(),
  language: languageTag.optional(),
  topic: text(60).optional(),
  only: z.enum(['champions', 'everyone']).default('everyone'),
  ...paging,
});

const personParams = z.object({ personId: id });
const importParams = z.object({ importId: id });

export const peopleContract = contract({
  'GET /api/settings': {
    operationId: 'getSettings',
    summary:
      'What a client needs before it knows the person: where the bot and the app are, which languages there are.',
    roles: 'identity',
    response: z.object({ appId: z.string(), botId: z.string().nullable(), languages: z.array(z.string()) }),
  },
  'GET /api/me': {
    operationId: 'getMe',
    summary: 'The signed-in person, their roles and preferences.',
    roles: 'everyone',
    response: me,
  },
  'PATCH /api/me': {
    operationId: 'changeMe',
    summary: "Changes the signed-in person's languages, time zone or notices.",
    roles: 'everyone',
    body: profile,
    response: me,
  },
  'POST /api/me/mailbox-settings': {
    operationId: 'takeMailboxSettings',
    summary: 'Takes time zone and language from the mailbox of the signed-in person, through Microsoft Graph.',
    roles: 'everyone',
    response: me,
    reasons: ['permission-missing', 'graph-unavailable', 'no-mailbox'],
  },
  'GET /api/me/export': {
    operationId: 'exportMe',
    summary: 'Everything held about the signed-in person.',
    roles: 'everyone',
    response: z.record(z.string(), z.unknown()),
  },
  'GET /api/people': {
    operationId: 'listPeople',
    summary: 'The directory: search by name, department, skill or language, forgiving small typing errors.',
    roles: 'everyone',
    query: directoryQuery,
    response: pageOf(personSummary),
  },
  'GET /api/people/{personId}': {
    operationId: 'getPerson',
    summary: "A person's page.",
    roles: 'everyone',
    params: personParams,
    response: person,
    reasons: ['no-such-person'],
  },
  'GET /api/people/{personId}/roles': {
    operationId: 'getRoles',
    summary: 'The roles the programme gave a person, and whether they lead, by the reporting line or by hand.',
    roles: ['owner'],
    params: personParams,
    response: z.object({ roles: givenRoles, isLeader: z.boolean() }),
    reasons: ['no-such-person'],
  },
  'PUT /api/people/{personId}/roles': {
    operationId: 'giveRoles',
    summary: 'The programme owner makes somebody a specialist or another owner, or takes a role back.',
    roles: ['owner'],
    params: personParams,
    body: z.object({ roles: givenRoles }),
    response: z.object({ roles: givenRoles }),
    reasons: ['no-such-person', 'own-ownership', 'not-allowed'],
  },
  'GET /api/departments': {
    operationId: 'listDepartments',
    summary: 'Departments with how many people and champions each has, largest first.',
    roles: 'everyone',
    query: z.object(paging),
    response: pageOf(z.object({ name: z.string(), people: z.number().int(), champions: z.number().int() })),
  },
  'POST /api/imports': {
    operationId: 'startCsvImport',
    summary: 'Reads an Entra "Download users" CSV and reports what it would change. Nothing changes yet.',
    roles: ['owner'],
    bodyType: 'text/csv',
    status: 201,
    response: directoryImport,
    reasons: [
      'import-running',
      'not-csv',
      'wrong-encoding',
      'columns-missing',
      'quote-never-closes',
      'empty-file',
      'file-too-large',
    ],
  },
  'POST /api/imports/graph': {
    operationId: 'startGraphImport',
    summary: 'Reads people and managers from Microsoft Graph, from where the last import ended, and reports.',
    roles: ['owner'],
    body: z.object({ anew: z.boolean().default(false) }),
    status: 202,
    response: directoryImport,
    reasons: ['import-running'],
  },
  'GET /api/imports': {
    operationId: 'listImports',
    summary: 'Imports, newest first.',
    roles: ['owner'],
    query: z.object(paging),
    response: pageOf(directoryImport),
  },
  'GET /api/imports/{importId}': {
    operationId: 'getImport',
    summary: 'An import and how far it is.',
    roles: ['owner'],
    params: importParams,
    response: directoryImport,
    reasons: ['no-such-import'],
  },
  'GET /api/imports/{importId}/rows': {
    operationId: 'listImportRows',
    summary: 'The report of a dry run: its rows with line number, verdict and reason.',
    roles: ['owner'],
    params: importParams,
    query: z.object({ verdict: importRow.shape.verdict.optional(), ...paging }),
    response: pageOf(importRow),
    reasons: ['no-such-import'],
  },
  'POST /api/imports/{importId}/application': {
    operationId: 'applyImport',
    summary:
      'Applies a reported import in one transaction. People who left are deactivated and their bookings released.',
    roles: ['owner'],
    params: importParams,
    response: directoryImport,
    reasons: ['no-such-import', 'import-not-ready', 'too-many-would-leave'],
    body: z.object({ evenIfManyLeave: z.boolean().default(false) }),
  },
  'DELETE /api/imports/{importId}': {
    operationId: 'discardImport',
    summary: 'Discards a reported import without applying it.',
    roles: ['owner'],
    params: importParams,
    response: directoryImport,
    reasons: ['no-such-import', 'import-not-ready'],
  },
});
export type PeopleContract = typeof peopleContract;
