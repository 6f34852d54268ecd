import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { writeDemoChannels } from './demo/channels.ts';
import type { DirectoryPerson } from './demo/entra-csv.ts';
import { leadersChannelOf, openLeadersChannel, writeHeadsPosts } from './demo/heads-channel.ts';
import { demoOrganisation } from './demo/organisation.ts';
import { type OutlookPlan, outlookPlans } from './demo/outlook-plans.ts';
import { uuidOf } from './demo/random.ts';
import type { Channels } from './graph/channels.ts';
import { inventChampions } from './invented-champions.ts';

/** An organisation on this machine: who the issuer signs in, whom Graph knows and whom the host page may look as. */
export type LocalOrganisation = {
  tenantId: string;
  name: string;
  people: readonly (DirectoryPerson & { timeZone?: string })[];
  /** Object id of the programme owner. */
  ownerId: string;
  /** The first to look as, with who they are here. */
  cast: readonly { id: string; label: string }[];
  /** What is in people's Outlook calendars at the start. */
  plans?: readonly OutlookPlan[];
  /** Makes its teams, and writes what is in their channels at the very first start. */
  writeChannels?: (channels: Channels) => void;
};

export function demo(): LocalOrganisation {
  const { tenantId, name, people, owner, cast } = demoOrganisation();
  return {
    tenantId,
    name,
    people,
    ownerId: owner.id,
    cast: cast.map(({ person, label }) => ({ id: person.id, label })),
    plans: outlookPlans(people, Temporal.Now.instant()),
    writeChannels: (channels) => writeDemoChannels(channels, people, Temporal.Now.instant()),
  };
}

// The product's own import reports what is wrong with a file; here only rows that can sign in matter.
const row = z.object({
  id: z.guid(),
  userPrincipalName: z.string().min(1),
  displayName: z.string().min(1),
  givenName: z.string().default(''),
  surname: z.string().default(''),
  jobTitle: z.string().default(''),
  department: z.string().default(''),
  accountEnabled: z.stringbool().default(true),
  usageLocation: z.string().default(''),
  preferredLanguage: z.string().default(''),
  officeLocation: z.string().default(''),
  manager: z.string().default(''),
});

/** The bytes of an organisation's CSV, unpacked when its name ends in `.gz`. */
export function organisationBytes(file: string): Readable {
  const bytes = createReadStream(file);
  return file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
}

/** The organisation in an Entra "Download users" CSV. Whoever has no manager owns the programme. */
export async function organisationIn(file: string): Promise<LocalOrganisation> {
  const people: DirectoryPerson[] = [];
  for await (const record of organisationBytes(file).pipe(
    parse({ columns: true, bom: true, relaxColumnCount: true }),
  )) {
    const person = row.safeParse(record);
    if (person.success) people.push(person.data);
  }
  const head = people.find((person) => person.manager === '') ?? people[0];
  if (!head)
    throw new Error(
      `${file} holds nobody: give an Entra "Download users" CSV with id, userPrincipalName and displayName.`,
    );
  const name = basename(file).replace(/\.csv(\.gz)?$/, '');
  const champion = inventChampions(people)[0]?.person;
  const department = people.find(({ id }) => id === champion?.id)?.department;
  const learner = people.find(
    (person) => person.department === department && person.id !== champion?.id && person.id !== head.id,
  );
  const cast = [
    ...(learner ? [{ id: learner.id, label: 'Learner' }] : []),
    ...(champion ? [{ id: champion.id, label: 'Champion' }] : []),
    { id: head.id, label: 'Programme owner' },
  ];
  const reports = people.filter(({ manager }) => manager === head.userPrincipalName);
  const writeChannels = (channels: Channels) => {
    openLeadersChannel(channels, leadersChannelOf(name));
    writeHeadsPosts(channels, leadersChannelOf(name), { head, reports }, Temporal.Now.instant());
  };
  return { tenantId: uuidOf(`tenant of ${name}`), name, people, ownerId: head.id, cast, writeChannels };
}
