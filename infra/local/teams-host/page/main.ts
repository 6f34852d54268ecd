import { addressOf, channelAddress, locales, readView, type Theme, themes, type View } from './address.ts';
import { find } from './find.ts';
import { hush, tell } from './notice-bar.ts';
import { personOf, tokenOf } from './people.ts';
import { personSwitcher } from './person-switcher.ts';
import type { HostPerson, Settings } from './settings.ts';
import { tabFrame } from './tab-frame.ts';
import { type Say, translate, wordsFor } from './words.ts';

const settings = (await (await fetch('/host/settings')).json()) as Settings;
const { entities } = settings.app;

let view: View = readView(new URLSearchParams(location.search));
let say: Say = wordsFor(view.locale);
let signedIn: HostPerson | undefined;
/** Rises with every opening, so that a slow answer for an earlier one is dropped. */
let openings = 0;

const frame = tabFrame(() => say, {
  settings,
  token: async () => {
    if (!signedIn) throw new Error(say('noPeople'));
    return tokenOf(signedIn);
  },
  open: (page, sub) => {
    if (!entities.some(({ id }) => id === page)) return false;
    go({ page, sub });
    return true;
  },
  back: goBack,
  openOutside: (url) => {
    // The tap inside the tab also counts as one on this page, so browsers let it through; without one they do not.
    const opened = window.open(url, '_blank');
    if (opened) opened.opener = null;
    else tell(say('openHere'), url);
  },
  wouldOpen: (what, about) =>
    tell(say(({ chat: 'wouldChat', call: 'wouldCall', place: 'wouldGo' } as const)[what], { about })),
  openChannel: (link) => location.assign(channelAddress(link, view)),
  shareLink: (sub, label) => tell(say('shareLink', { label }), `${location.origin}${addressOf({ ...view, sub })}`),
  focusHost: () => document.querySelector<HTMLElement>('#pages [aria-current]')?.focus(),
});
const switcher = personSwitcher(
  () => say,
  ({ oid, tid }) => go({ person: oid, tenant: tid }),
);

/** Shows a changed view under its own address. The tab keeps its place unless it has to open again. */
function go(change: Partial<View>) {
  const depth = (history.state?.depth ?? 0) + 1;
  const next = { ...view, ...change };
  history.pushState({ depth }, '', addressOf(next));
  show(next);
}

function goBack(): boolean {
  if (!history.state?.depth) return false;
  history.back();
  return true;
}

function show(next: View) {
  const onlyTheme = addressOf({ ...next, theme: 'default' }) === addressOf({ ...view, theme: 'default' });
  const themeChanged = next.theme !== view.theme;
  view = next;
  dress();
  if (!onlyTheme || !themeChanged) void openTab();
  else frame.send('themeChange', [view.theme]);
}

/** Puts theme, language, phone frame and the selected page on the host's own furniture. */
function dress() {
  say = wordsFor(view.locale);
  document.documentElement.lang = view.locale;
  document.documentElement.dataset.theme = view.theme;
  document.documentElement.dataset.phone = view.phone ?? '';
  translate(document, say);
  for (const theme of themes) find(`theme-${theme}`, HTMLInputElement).checked = theme === view.theme;
  find('language', HTMLSelectElement).value = view.locale;
  find('phone', HTMLElement).ariaPressed = String(view.phone !== undefined);
  if (signedIn) switcher.show(signedIn);
  find('rail-app', HTMLAnchorElement).href = addressOf({ ...view, page: undefined, sub: undefined });
  find('rail-channel', HTMLAnchorElement).href = channelAddress({}, view);
  const shown = currentEntity();
  document.title = `${shown?.name ?? 'Open Door'} | Open Door | Teams`;
  find('pages', HTMLElement).replaceChildren(...entities.map((entity) => pageLink(entity, entity === shown)));
}

function currentEntity() {
  return entities.find(({ id }) => id === view.page) ?? entities[0];
}

function pageLink({ id, name }: { id: string; name: string }, current: boolean) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = addressOf({ ...view, page: id, sub: undefined });
  link.textContent = name;
  if (current) link.ariaCurrent = 'page';
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ page: id, sub: undefined });
    document.querySelector<HTMLElement>('#pages [aria-current]')?.focus();
  });
  item.append(link);
  return item;
}

async function openTab() {
  openings += 1;
  const opening = openings;
  hush();
  const answer = await personOf(view).catch(() => undefined);
  if (!answer) return tell(say('peopleFailed'));
  const { found, person } = answer;
  const entity = currentEntity();
  if (opening !== openings || !entity) return;
  if (!person) return tell(say('noPeople'));
  signedIn = person;
  localStorage.setItem('person', person.oid);
  switcher.show(person);
  if (!found) tell(say('noPerson', { id: view.person ?? '', name: person.name }));
  else if (view.page && view.page !== entity.id) tell(say('noPage', { page: view.page }));
  frame.open({ view, person, entityId: entity.id }, entity);
}

for (const theme of themes) {
  find(`theme-${theme}`, HTMLInputElement).addEventListener('change', () => go({ theme: theme satisfies Theme }));
}
find('language', HTMLSelectElement).addEventListener('change', ({ target }) => {
  const locale = locales.find((known) => known === (target as HTMLSelectElement).value);
  if (locale) go({ locale });
});
find('phone', HTMLElement).addEventListener('click', () => go({ phone: view.phone ? undefined : 'ios' }));
find('notice-close', HTMLElement).addEventListener('click', hush);
for (const id of ['back', 'phone-back']) {
  find(id, HTMLElement).addEventListener('click', () => {
    // The tab may take the button for itself; teams-js calls navigateBack when its handler declines.
    if (!frame.send('backButtonPress', [], 'backButton')) goBack();
  });
}
// A tap inside the tab never reaches this document, so the light dismiss of open panels is done here.
window.addEventListener('blur', () => {
  if (!(document.activeElement instanceof HTMLIFrameElement)) return;
  for (const panel of document.querySelectorAll<HTMLElement>('[popover]:popover-open')) panel.hidePopover();
});
window.addEventListener('popstate', () => show(readView(new URLSearchParams(location.search))));

dress();
await openTab();
