import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { leadersChannel } from '../../infra/local/demo/channels.ts';
import type { Channels } from '../../infra/local/graph/channels.ts';
import { keyboardOf } from './keyboard.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

let lobby: Lobby;
let channels: Channels;
let helena: Visitor;
let teresa: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  channels = lobby.stage.graph.channels(lobby.stage.organisation.tenantId);
  [helena, teresa] = await Promise.all([lobby.welcome('Helena Sarmento'), lobby.welcome('Teresa Almada')]);
});
afterEach(() => lobby.stage.graph.faults.clear());
afterAll(() => lobby?.close());

const section = ({ tab }: Visitor, name: string) => tab.getByRole('textbox', { name, exact: true });
const preview = ({ tab }: Visitor) => tab.getByRole('region', { name: 'As it will look in Teams' });
/** What stands in the channel in Teams with these words. */
const inTeams = (words: string) =>
  channels.messages.of(leadersChannel.channelId).filter(({ content }) => content.body.content.includes(words));

async function write(visitor: Visitor, name: string, words: string): Promise<void> {
  await section(visitor, name).click();
  await visitor.page.keyboard.insertText(words);
}

const kept = ({ tab }: Visitor) => tab.getByText(/^Kept \d\d:\d\d$/).waitFor();

test('writes a post by keyboard alone: prompts moved and left out, bold words, a list', async () => {
  const { tab, visit } = helena;
  await visit('leaders/write');
  const { tabTo, press, type } = keyboardOf(helena);
  const bold = tab.getByRole('toolbar', { name: 'Format “What I tried”' }).getByRole('button', { name: 'Bold' });
  await tabTo(bold);
  await press('Tab');
  expect(await isFocused(section(helena, 'What I tried'))).toBe(true);
  await press('Control+b');
  expect(await bold.getAttribute('aria-pressed')).toBe('true');
  await type('Excel formulas');
  await press('Control+b');
  await press('Enter');
  await press('Control+Shift+8');
  await type('asked twice');
  await preview(helena).getByRole('listitem').getByText('asked twice').waitFor();
  await preview(helena).getByText('Excel formulas').and(tab.locator('strong')).waitFor();

  const up = tab.getByRole('button', { name: 'Move “What I learned” up' });
  await up.press('Enter');
  await tab.getByRole('status').getByText('“What I learned” is now 2 of 4.').waitFor({ state: 'attached' });
  expect(await isFocused(up)).toBe(true);
  const drop = tab.getByRole('button', { name: 'Leave out “What went wrong”' });
  await drop.press('Enter');
  const headings = () => tab.getByRole('heading', { level: 2, name: /^What I (tried|learned|ask)|went/ });
  await expect
    .poll(() => headings().allTextContents())
    .toEqual(['What I tried', 'What I learned', 'What I ask you to try']);
  await tab.getByRole('button', { name: 'What went wrong', exact: true }).click();
  await expect.poll(() => headings().count()).toBe(4);
});

test('pastes words without their colours, scripts and pictures', async () => {
  await section(helena, 'What I learned').click();
  await section(helena, 'What I learned').evaluate((place) => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      '<h1 style="color:red">Names</h1><p><u onclick="alert(1)">help</u> <a href="javascript:alert(1)">you</a><img src="x"></p>',
    );
    data.setData('text/plain', 'Names help you');
    place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await section(helena, 'What I learned').getByText('Names').waitFor();
  const html = await section(helena, 'What I learned').innerHTML();
  expect(html).toContain('help');
  expect(html).not.toMatch(/<(h1|u|a|img)\b|red|onclick|javascript/);
});

test('takes a picture that is pasted, as large as a post needs it, or one that is chosen instead', async () => {
  const { tab } = helena;
  await section(helena, 'What I learned').evaluate(async (place) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3_200, height: 2_000 });
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const data = new DataTransfer();
    data.items.add(new File(drawn ? [drawn] : [], 'chart.png', { type: 'image/png' }));
    place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const picture = tab.getByRole('img', { name: 'The picture in your post' });
  const size = () => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
  await expect.poll(size).toEqual([1_600, 1_000]);
  await tab.locator('input[type=file]').setInputFiles({
    name: 'chart.png',
    mimeType: 'image/png',
    buffer: await teresa.page.screenshot(),
  });
  await expect.poll(size).toEqual([1_280, 800]);
});

test('keeps a draft while it is typed, on the next device as well', async () => {
  await kept(helena);
  const train = await lobby.welcome('Helena Sarmento');
  await train.visit('leaders/write');
  await section(train, 'What I tried').getByText('asked twice').waitFor();
  await write(train, 'What I ask you to try', 'Ask it twice.');
  await kept(train);
  await train.close();
  await helena.visit('leaders/write');
  await section(helena, 'What I ask you to try').getByText('Ask it twice.').waitFor();
});

test('overwrites nothing that was changed on another device, and brings back what was not chosen', async () => {
  const { tab } = helena;
  const train = await lobby.welcome('Helena Sarmento');
  await train.visit('leaders/write');
  await write(train, 'What went wrong', 'Everything from the train.');
  await kept(train);
  await write(helena, 'What went wrong', 'Nothing at the desk.');
  await tab.getByText(/^Your draft was changed on another device/).waitFor();
  await tab.getByRole('button', { name: 'Take the other one' }).click();
  await section(helena, 'What went wrong').getByText('Everything from the train.').waitFor();
  await tab.getByRole('button', { name: 'Undo' }).click();
  await section(helena, 'What went wrong').getByText('Nothing at the desk.').waitFor();
  await kept(helena);
  await train.visit('leaders/write');
  await section(train, 'What went wrong').getByText('Nothing at the desk.').waitFor();
  await train.close();
});

test('throws a draft away with its picture, and takes both back', async () => {
  const { tab } = helena;
  await tab.getByRole('textbox', { name: 'What the picture shows' }).fill('Twice as fast');
  await kept(helena);
  await tab.getByRole('button', { name: 'Throw draft away' }).click();
  await tab.getByText('Your draft is thrown away.').waitFor();
  expect(await section(helena, 'What I tried').textContent()).toBe('');
  await tab.getByRole('button', { name: 'Undo' }).click();
  await section(helena, 'What I tried').getByText('asked twice').waitFor();
  await tab.getByRole('img', { name: 'Twice as fast' }).first().waitFor();
});

test('is posted by the leader alone, with link and picture, after the permission was asked for', async () => {
  const { tab } = helena;
  const { delegated } = lobby.stage.issuer.tenant(lobby.stage.organisation.tenantId).consents;
  const post = tab.getByRole('button', { name: 'Post as yourself' });
  await tab.getByRole('textbox', { name: 'Address' }).fill('not an address');
  await post.click();
  await tab.getByText(/^The address of the link is not a web address/).waitFor();
  await tab.getByRole('textbox', { name: 'Address' }).fill('example.org/notes');
  await tab.getByRole('textbox', { name: 'What it leads to' }).fill('My notes');
  await preview(helena).getByRole('link', { name: 'My notes' }).waitFor();
  delegated.delete('ChannelMessage.Send');
  await post.click();
  await tab.getByRole('alert').getByText('ChannelMessage.Send').waitFor();
  await tab.getByText('Your draft is kept.').waitFor();
  delegated.add('ChannelMessage.Send');
  await post.click();
  await tab.getByText('Posted. Everybody who uses Open Door can read it now.').waitFor();
  await tab.getByRole('article').getByText('asked twice').first().waitFor();
  const [message, ...others] = inTeams('asked twice');
  expect([message?.from, others.length]).toMatchObject([{ personId: lobby.idOf('Helena Sarmento') }, 0]);
  expect(message?.content.body.content).toMatch(/example\.org\/notes/);
  await helena.visit('leaders/write');
  await section(helena, 'What I tried').waitFor();
  expect(await section(helena, 'What I tried').textContent()).toBe('');
});

test('says that it may be there when Teams did not answer, and finds it instead of posting it twice', async () => {
  const { tab } = helena;
  const { faults } = lobby.stage.graph;
  await write(helena, 'What I tried', 'Dictating on the way.');
  await kept(helena);
  faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'postMessage' });
  faults.add({ kind: 'fail', status: 503 }, Number.POSITIVE_INFINITY, { method: 'GET', path: /\/messages/ });
  await tab.getByRole('button', { name: 'Post as yourself' }).click();
  const again = tab.getByRole('button', { name: 'Look again' });
  await again.waitFor();
  expect(await section(helena, 'What I tried').count()).toBe(0);
  faults.clear();
  await again.click();
  await tab.getByRole('article').getByText('Dictating on the way.').first().waitFor();
  expect(inTeams('Dictating on the way.')).toHaveLength(1);
});

test('the owner sees who is seen to learn, and decides by the line and by hand who leads', async () => {
  const { tab, visit } = teresa;
  await visit('programme/leaders');
  await tab.getByText(/^\d+ of \d+ leaders posted in the last 12 weeks\.$/).waitFor();
  await tab.getByRole('rowheader', { name: 'Supply Chain' }).waitFor();
  await tab.getByRole('tab', { name: 'Who is a leader' }).click();
  await tab.getByText('11 people would be leaders:').waitFor();
  await tab.getByRole('combobox', { name: 'How far down' }).selectOption('0');
  await tab.getByText('One person would be a leader:').waitFor();
  await tab.getByRole('button', { name: 'Discard changes' }).click();
  await tab.getByRole('searchbox', { name: 'Find somebody to make a leader' }).fill('Tiago Nunes');
  await tab.getByRole('button', { name: 'Make a leader: Tiago Nunes' }).click();
  await tab.getByRole('button', { name: 'Take out: Tiago Nunes' }).waitFor();
  await tab.getByText(/^Tiago Nunes is a leader/).waitFor();
  await tab.getByRole('button', { name: 'Undo' }).click();
  await tab.getByRole('button', { name: 'Take out: Tiago Nunes' }).waitFor({ state: 'detached' });
});

test('the owner leaves the channel, and chooses it again only knowing who reads it', async () => {
  const { tab, visit } = teresa;
  await visit('programme/leaders/channel');
  await tab.getByRole('heading', { name: 'Leaders learning AI in Whole company' }).waitFor();
  await tab.getByRole('button', { name: 'Stop reading this channel' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Stop reading' }).click();
  await tab.getByRole('heading', { name: 'Choose the channel leaders post in' }).waitFor();
  await tab.getByRole('combobox', { name: 'Team' }).selectOption('Whole company');
  await tab.getByRole('combobox', { name: 'Channel' }).selectOption('Leaders learning AI');
  await tab.getByRole('button', { name: 'Choose this channel' }).click();
  await tab.getByText('Leaders should know who reads them: tick this to go on.').waitFor();
  await tab.getByRole('checkbox', { name: /^I know that everybody/ }).check();
  await tab.getByRole('button', { name: 'Choose this channel' }).click();
  await tab.getByText(/^Open Door follows it/).waitFor();
});

test('tells the owner which permission is missing where Open Door is not in the team', async () => {
  const { tab } = teresa;
  await lobby.owner.query("update leadership_channels set state = 'not-allowed' where ended_at is null");
  await teresa.visit('programme/leaders/channel');
  await tab.getByRole('alert').getByText('ChannelMessage.Read.Group').waitFor();
  await tab.getByRole('button', { name: 'Add Open Door to Whole company' }).waitFor();
  await tab.getByRole('button', { name: 'Check again' }).click();
  await tab.getByText(/^Open Door follows it|^The channel is being read/).waitFor();
});
