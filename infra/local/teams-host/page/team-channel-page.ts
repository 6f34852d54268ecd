import { locales } from './address.ts';
import { find } from './find.ts';
import { searchPeople } from './people.ts';
import type { HostPerson } from './settings.ts';
import type { ShownChannel, ShownMessage } from './shown-channel.ts';
import { type Say, translate, wordsFor } from './words.ts';

// The page of a channel, as whoever is signed in. What stands in messages is shown as it is written: the page's content security
// policy lets none of it run.

const query = new URLSearchParams(location.search);
const say: Say = wordsFor(locales.find((locale) => locale === query.get('locale')) ?? 'en-GB');
const offered = ['👍', '❤️', '😆', '😮'];
let person: HostPerson | undefined;

translate(document, say);
try {
  await open();
} catch (error) {
  find('status', HTMLElement).textContent = error instanceof Error ? error.message : String(error);
}

async function open() {
  const wanted = query.get('person') ?? localStorage.getItem('person') ?? '';
  const people = await searchPeople('');
  const named = wanted ? await searchPeople(wanted) : [];
  person = named.find(({ oid }) => oid === wanted) ?? people[0];
  if (!person) throw new Error(say('noPeople'));
  localStorage.setItem('person', person.oid);
  find('home', HTMLAnchorElement).href = `/?person=${person.oid}`;
  const known = [person, ...people.filter(({ oid }) => oid !== person?.oid)];
  find('people', HTMLSelectElement).replaceChildren(...known.map(({ oid, name }) => new Option(name, oid)));
  show(await ask());
  if (query.has('message')) location.hash = `m${query.get('message')}`;
  // Whatever the product posts meanwhile.
  setInterval(async () => {
    if (!document.querySelector('textarea:focus, [contenteditable="true"]')) show(await ask());
  }, 5_000);
}

async function ask(act?: object): Promise<ShownChannel> {
  const { oid = '', tid = '' } = person ?? {};
  const place = new URLSearchParams({ oid, tid });
  const channelId = query.get('channel');
  if (channelId) place.set('channelId', channelId);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(
    `/host/channel?${place}`,
    act ? { method: 'POST', headers, body: JSON.stringify(act) } : {},
  );
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as ShownChannel;
}

async function perform(act: object) {
  show(await ask(act));
}

function show(channel: ShownChannel) {
  query.set('channel', channel.channelId);
  document.title = `${channel.name} | Teams`;
  find('name', HTMLElement).textContent = channel.name;
  const options = channel.channels.map(({ channelId, name }) => new Option(name, channelId));
  find('channels', HTMLSelectElement).replaceChildren(...options);
  find('channels', HTMLSelectElement).value = channel.channelId;
  const app = find('app', HTMLButtonElement);
  app.textContent = say(channel.hasApp ? 'removeApp' : 'addApp');
  app.onclick = () => perform({ act: channel.hasApp ? 'remove-app' : 'add-app' });
  find('messages', HTMLElement).replaceChildren(...channel.messages.map(chainOf));
}

function chainOf(root: ShownChannel['messages'][number]): HTMLElement {
  const chain = messageOf(root, 'chain');
  const replies = document.createElement('ol');
  replies.append(...root.replies.map((reply) => messageOf(reply, 'reply')));
  chain.append(replies);
  if (root.isDeleted) return chain;
  const form = document.createElement('form');
  const field = Object.assign(document.createElement('textarea'), { rows: 1, ariaLabel: say('reply') });
  form.append(field, Object.assign(document.createElement('button'), { textContent: say('reply') }));
  onWritten(form, field, (html) => perform({ act: 'reply', messageId: root.id, html }));
  chain.append(form);
  return chain;
}

function messageOf(message: ShownMessage, className: string): HTMLElement {
  const item = Object.assign(document.createElement('li'), { className, id: `m${message.id}` });
  const by = Object.assign(document.createElement('div'), { className: 'by' });
  const name = Object.assign(document.createElement('h2'), { textContent: message.author });
  const when = Object.assign(document.createElement('span'), {
    textContent: new Date(message.at).toLocaleString() + (message.isEdited ? ` · ${say('edited')}` : ''),
  });
  by.append(name, when);
  const words = Object.assign(document.createElement('div'), { className: 'words' });
  if (message.isDeleted) words.textContent = say('deleted');
  else words.innerHTML = message.html;
  const attachments = message.attachments.map((text) =>
    Object.assign(document.createElement('p'), { className: 'attachment', textContent: text }),
  );
  item.append(by, words, ...(message.isDeleted ? [] : attachments), buttonsOf(message, words));
  return item;
}

function buttonsOf(message: ShownMessage, words: HTMLElement): HTMLElement {
  const { id: messageId, isOwn, isDeleted } = message;
  const row = Object.assign(document.createElement('div'), { className: 'row' });
  const given = new Map(message.reactions.map((each) => [each.reaction, each]));
  if (!isDeleted) {
    for (const reaction of new Set([...given.keys(), ...offered])) {
      const { count = 0, mine = false } = given.get(reaction) ?? {};
      const button = buttonOf(count ? `${reaction} ${count}` : reaction, () =>
        perform({ act: 'react', messageId, reaction }),
      );
      button.ariaPressed = String(mine);
      row.append(button);
    }
  }
  if (!isOwn) return row;
  if (isDeleted) row.append(buttonOf(say('undelete'), () => perform({ act: 'undelete', messageId })));
  else {
    const edit = buttonOf(say('edit'), () => {
      words.contentEditable = 'true';
      words.focus();
      edit.textContent = say('save');
      edit.onclick = () => perform({ act: 'edit', messageId, html: words.innerHTML });
    });
    row.append(
      edit,
      buttonOf(say('delete'), () => perform({ act: 'delete', messageId })),
    );
  }
  return row;
}

function buttonOf(textContent: string, onclick: () => void): HTMLButtonElement {
  return Object.assign(document.createElement('button'), { type: 'button', textContent, onclick });
}

function onWritten(form: HTMLFormElement, field: HTMLTextAreaElement, take: (html: string) => Promise<void>) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const lines = field.value.split('\n').filter((line) => line.trim());
    if (!lines.length) return;
    field.value = '';
    field.blur();
    await take(lines.map((line) => `<p>${escaped(line)}</p>`).join(''));
  });
}

function escaped(text: string): string {
  return Object.assign(document.createElement('p'), { textContent: text }).innerHTML;
}

onWritten(find('composer', HTMLFormElement), find('words', HTMLTextAreaElement), (html) =>
  perform({ act: 'post', html }),
);
find('people', HTMLSelectElement).addEventListener('change', ({ target }) => {
  query.set('person', (target as HTMLSelectElement).value);
  location.search = String(query);
});
find('channels', HTMLSelectElement).addEventListener('change', ({ target }) => {
  query.set('channel', (target as HTMLSelectElement).value);
  query.delete('message');
  location.search = String(query);
});
