import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../infra/local/demo/random.ts';
import { changedCsv, chooseFile, leaver, newcomer, promoted } from './files.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

/** A PNG of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let lobby: Lobby;
let owner: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  owner = await lobby.welcome('Teresa Almada');
});
afterAll(() => lobby?.close());

/** The rows of a report with one verdict, a line each. */
async function rowsUnder({ tab }: Visitor, verdict: string | RegExp): Promise<string[]> {
  await tab.getByRole('tab', { name: verdict }).click();
  const panel = tab.getByRole('tabpanel', { name: verdict });
  await panel.getByRole('table').waitFor();
  const rows = await panel.getByRole('row').all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allTextContents()));
  return cells.map((texts) => texts.join(' | '));
}

test('shows what a file would change, line by line, and changes it when told to', async () => {
  const { tab, visit } = owner;
  const { text, brokenLine } = changedCsv();
  await visit('programme/imports');
  await chooseFile(owner, 'people.csv', text);
  await tab.getByText('This is what would change. Nothing has changed yet.').waitFor();

  expect(await rowsUnder(owner, 'Refused (1)')).toEqual([
    expect.stringMatching(new RegExp(`^${brokenLine} \\| .*The id of this row is not an Entra object id`)),
  ]);
  expect(await rowsUnder(owner, 'New (1)')).toEqual([expect.stringContaining(newcomer)]);
  expect(await rowsUnder(owner, 'Changed (1)')).toEqual([expect.stringMatching(`${promoted}.*Changed: title`)]);
  expect(await rowsUnder(owner, 'Left (1)')).toEqual([expect.stringContaining(leaver)]);

  await tab.getByRole('button', { name: 'Apply' }).click();
  const dialog = tab.getByRole('dialog', { name: 'Apply this import?' });
  await dialog.getByText('One person is new, one changes.').waitFor();
  await dialog.getByText(/^One person has left: they are deactivated/).waitFor();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await tab.getByText('Applied. The directory is up to date.').waitFor();
  await expect.poll(() => isFocused(tab.getByRole('heading', { level: 1 }))).toBe(true);

  await tab.getByRole('link', { name: 'People', exact: true }).click();
  const search = tab.getByRole('searchbox', { name: 'Search people' });
  await search.fill(newcomer);
  await tab.getByRole('link', { name: newcomer }).waitFor();
  await search.fill(promoted);
  await tab.getByText('Keeper of the Lamps').waitFor();
  await search.fill(leaver);
  await tab.getByText(`No one matches “${leaver}”.`).waitFor();
});

test('leaves everything as it was when an import is discarded', async () => {
  const { tab, visit } = owner;
  const { text } = changedCsv();
  await visit('programme/imports');
  await chooseFile(owner, 'people.csv', text.replace(newcomer, 'Xavier Q. Quintela'));
  await tab.getByRole('tab', { name: 'Changed (1)' }).waitFor();
  await tab.getByRole('button', { name: 'Discard' }).click();
  await tab.getByText('Discarded. Nothing was changed.').first().waitFor();

  await tab.getByRole('link', { name: 'People and import' }).click();
  const discarded = tab.getByRole('listitem').filter({ hasText: 'Discarded.' });
  await expect.poll(() => discarded.count()).toBe(1);
  await visit('people');
  await tab.getByRole('searchbox', { name: 'Search people' }).fill('Xavier');
  await tab.getByRole('link', { name: newcomer, exact: true }).waitFor();
});

test.each([
  ['a picture', picture],
  ['a page instead of a file', '<!doctype html><title>Sign in</title><p>Your session ended.</p>'],
])('says in words that %s is no list of people', async (_, contents) => {
  const { tab, visit } = owner;
  await visit('programme/imports');
  await chooseFile(owner, 'people.csv', contents);
  await tab
    .getByRole('alert')
    .filter({ hasText: 'This file is not CSV text. Download the users from Entra' })
    .waitFor();
  await tab.getByRole('button', { name: 'Choose a CSV file' }).click({ trial: true });
});

test('reads people from Microsoft Graph', async () => {
  const { tab, visit } = owner;
  const userPrincipalName = 'yara.queiroz@caldervale.example';
  lobby.stage.graph.organisation(lobby.stage.organisation.tenantId).add({
    id: uuidOf(userPrincipalName),
    userPrincipalName,
    displayName: 'Yara Queiroz',
    jobTitle: 'Lamp Tester',
    department: 'Supply Chain',
    accountEnabled: true,
  });
  await visit('programme/imports');
  await tab.getByRole('button', { name: 'Read from Microsoft Graph' }).click();
  await tab.getByRole('heading', { name: /^Microsoft Graph, today/ }).waitFor();
  await tab.getByText('This is what would change. Nothing has changed yet.').waitFor();
  expect((await rowsUnder(owner, /^New/)).join('\n')).toContain('Yara Queiroz');
  expect(lobby.stage.graph.unknownCalls()).toEqual([]);
});
