import { entraCsv } from '../../infra/local/demo/entra-csv.ts';
import { demoOrganisation } from '../../infra/local/demo/organisation.ts';
import { uuidOf } from '../../infra/local/demo/random.ts';
import type { Visitor } from './window.ts';

/** Who is different in `changedCsv`. */
export const newcomer = 'Xavier Quintela';
export const promoted = 'Ana Tavares';
export const leaver = 'Callum Pritchard';

/**
 * The demo organisation with one person added, one changed, one gone, and one row, the last, whose id is none. Line 1 is
 * the header.
 */
export function changedCsv(): { text: string; brokenLine: number } {
  const people = demoOrganisation().people.filter(({ displayName }) => displayName !== leaver);
  const [somebody] = people.slice(-1);
  if (!somebody) throw new Error('the demo organisation is empty');
  const rows = [
    ...people.map((person) =>
      person.displayName === promoted ? { ...person, jobTitle: 'Keeper of the Lamps' } : person,
    ),
    { ...somebody, ...nobodyYet('xavier.quintela'), displayName: newcomer },
    { ...somebody, id: 'row-256', userPrincipalName: 'broken.row@caldervale.example', displayName: 'Broken Row' },
  ];
  return { text: entraCsv(rows), brokenLine: rows.length + 1 };
}

function nobodyYet(mailbox: string) {
  const userPrincipalName = `${mailbox}@caldervale.example`;
  return { id: uuidOf(userPrincipalName), userPrincipalName };
}

/** Chooses a file on the page where imports begin. */
export async function chooseFile({ page, tab }: Visitor, name: string, contents: string | Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    tab.getByRole('button', { name: 'Choose a CSV file' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(contents) });
}
