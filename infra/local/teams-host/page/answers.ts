import { type Answering, type Answers, refusal } from './channel.ts';
import { readLink } from './deep-link.ts';
import type { Entity, Settings } from './settings.ts';
import { contextOf, initialization, type Opening } from './tab-context.ts';

/** Where the tab stands on its way to being usable, as it reports through `app.notify…`. */
export type Progress =
  | { kind: 'loaded' | 'ready' }
  | { kind: 'failed'; reason: string; message: string }
  | { kind: 'expected-failure'; reason: string; message: string };

/** What the tab can make the host do. */
export type Host = {
  settings: Settings;
  /** A token for the person of this opening; rejects with the words that the tab gets to see. */
  token(): Promise<string>;
  progress(step: Progress): void;
  /** Opens another page of the app; false when the manifest has no such page. */
  open(page: string, sub: string | undefined): boolean;
  /** Goes back one step; false when there is none. */
  back(): boolean;
  openOutside(url: string): void;
  /** Tells that Teams would now open a chat or a call with these people, or another place. */
  wouldOpen(what: 'chat' | 'call' | 'place', about: string): void;
  /** Leaves for the page of a channel. */
  openChannel(link: { channel: string | undefined; message: string | undefined }): void;
  shareLink(sub: string, label: string): void;
  focusHost(): void;
  /** Called with the name of an event the tab wants to hear of. */
  register(event: string): void;
};

const invalidArguments = 4000;

/** The answer to every teams-js call this host supports, for one opening of the tab. */
export function answersFor(opening: Opening, entity: Entity, host: Host): Answers {
  const appSession = crypto.randomUUID();
  const { app } = host.settings;
  const frame = { contentUrl: entity.contentUrl, websiteUrl: entity.contentUrl };
  return new Map<string, Answering>([
    ['initialize', () => initialization(opening.view)],
    ['getContext', () => [contextOf(opening, app, appSession)]],
    ['authentication.getAuthToken', async () => [true, await host.token()]],
    ['registerHandler', ([event]) => silently(() => host.register(String(event)))],
    ['settings.getSettings', () => [{ ...frame, entityId: entity.id, suggestedDisplayName: entity.name }]],
    [
      'setFrameContext',
      ([given]) => silently(() => Object.assign(frame, typeof given === 'object' ? given : undefined)),
    ],
    ['shareDeepLink', ([sub, label]) => silently(() => host.shareLink(String(sub ?? ''), String(label ?? '')))],
    ['returnFocus', () => silently(() => host.focusHost())],
    ...lifecycle(host),
    ...navigation(host),
  ]);
}

type Entries = [call: string, answering: Answering][];

function silently(act: () => void): 'silent' {
  act();
  return 'silent';
}

function lifecycle({ progress }: Host): Entries {
  const words = ([reason, message]: readonly unknown[]) => ({
    reason: String(reason ?? 'Other'),
    message: String(message ?? ''),
  });
  return [
    ['appInitialization.appLoaded', () => silently(() => progress({ kind: 'loaded' }))],
    [
      'appInitialization.success',
      () => {
        progress({ kind: 'ready' });
        return [];
      },
    ],
    ['appInitialization.failure', (args) => silently(() => progress({ kind: 'failed', ...words(args) }))],
    [
      'appInitialization.expectedFailure',
      (args) => silently(() => progress({ kind: 'expected-failure', ...words(args) })),
    ],
  ];
}

function navigation(host: Host): Entries {
  const { app } = host.settings;
  const target = (given: unknown) => {
    const { appId, pageId, subPageId } = (given ?? {}) as Record<string, unknown>;
    return {
      appId: String(appId ?? app.id),
      page: String(pageId ?? ''),
      sub: subPageId ? String(subPageId) : undefined,
    };
  };
  const noSuchPage = (func: string, page: string) =>
    refusal(func, invalidArguments, `The manifest has no page "${page}".`);
  const people = (given: unknown, key: string) => {
    const list = ((given ?? {}) as Record<string, unknown>)[key];
    return Array.isArray(list) ? list.join(', ') : '';
  };
  return [
    ['executeDeepLink', ([link]) => followLink(String(link), host)],
    [
      'pages.navigateToApp',
      ([given]) => {
        const { appId, page, sub } = target(given);
        if (appId !== app.id) host.wouldOpen('place', appId);
        else if (!host.open(page, sub)) return noSuchPage('pages.navigateToApp', page);
        return [true];
      },
    ],
    [
      'pages.currentApp.navigateTo',
      ([given]) => {
        const { page, sub } = target(given);
        return host.open(page, sub) ? [null] : noSuchPage('pages.currentApp.navigateTo', page);
      },
    ],
    [
      'pages.currentApp.navigateToDefaultPage',
      () => {
        host.open(app.entities[0]?.id ?? '', undefined);
        return [null];
      },
    ],
    ['navigateBack', () => (host.back() ? [true] : [false, 'There is no page to go back to.'])],
    [
      'chat.openChat',
      ([given]) => {
        host.wouldOpen('chat', people(given, 'members'));
        return [true];
      },
    ],
    [
      'call.startCall',
      ([given]) => {
        host.wouldOpen('call', people(given, 'targets'));
        return [true];
      },
    ],
  ];
}

function followLink(text: string, host: Host): readonly unknown[] {
  const link = readLink(text, location.origin);
  switch (link.kind) {
    case 'entity':
      if (link.appId !== host.settings.app.id) host.wouldOpen('place', link.appId);
      else if (!host.open(link.page, link.sub)) return [false, `The manifest has no page "${link.page}".`];
      return [true];
    case 'chat':
    case 'call':
      host.wouldOpen(link.kind, link.with.join(', '));
      return [true];
    case 'channel':
      host.openChannel(link);
      return [true];
    case 'unknown':
      host.wouldOpen('place', link.path);
      return [true];
    case 'external':
      host.openOutside(link.url);
      return [true];
    case 'refused':
      return [false, 'Only web, mail and telephone links can be opened.'];
  }
}
