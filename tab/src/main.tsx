import { createRoot } from 'react-dom/client';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { browserPage, loadLive, refreshTopics } from './live.ts';
import { loadWords, readableLocale } from './messages.ts';
import { createCompanion, createRoutes, pathFromHost, preload } from './pages.ts';
import { createQueryClient } from './queries.ts';
import { readSettings } from './settings.ts';
import { openTeams, sayFailed, ssoToken, type TeamsContext } from './teams.ts';
import { loadTheme } from './themes.ts';

/** Puts the page the host asks for into the address, unless the person is already further inside (a reload). */
function goWhereHostAsks({ page, subPage }: TeamsContext): void {
  if (/^\/tab\/?$/.test(location.pathname))
    history.replaceState(history.state, '', `/tab${pathFromHost(page, subPage)}`);
}

async function start(root: HTMLElement): Promise<void> {
  const { apiUrl, hostOrigins } = readSettings();
  preload(location.pathname.slice('/tab'.length) || '/');
  const teams = await openTeams(hostOrigins);
  const locale = readableLocale(teams.locale);
  document.documentElement.lang = locale;
  goWhereHostAsks(teams);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const api = createApi({ apiUrl, locale, timeZone, fetchToken: ssoToken });
  const queryClient = createQueryClient();
  const live = loadLive(async () => {
    const { LiveUpdates } = await import('./live-updates.ts');
    return new LiveUpdates({ api, page: browserPage, onChange: (topics) => refreshTopics(queryClient, topics) });
  });
  // Asked before the words arrive, so that both travel at once.
  void queryClient.prefetchQuery({ queryKey: ['GET /api/me', {}], queryFn: () => api('GET /api/me', {}) });
  const [{ catalogue, loadRest }, theme] = await Promise.all([loadWords(locale), loadTheme(teams.theme)]);
  const [routes, companion] = [createRoutes(loadRest), createCompanion(loadRest)];
  createRoot(root).render(
    <App {...{ api, queryClient, live, locale, timeZone, catalogue, routes, companion, theme }} />,
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
start(root).catch((error: unknown) => {
  // No catalogue is loaded yet, and outside Teams there is no reader's language to choose one by.
  root.textContent =
    window.parent === window
      ? 'Open Door works inside Microsoft Teams, Outlook and the Microsoft 365 app. Open it there.'
      : 'Open Door could not start. Check your connection, then open it again.';
  sayFailed(error instanceof Error ? error.message : 'the tab could not start');
});
