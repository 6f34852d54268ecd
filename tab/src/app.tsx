import { FluentProvider, type Theme } from '@fluentui/react-components';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import type { Api } from './api.ts';
import { Toasts } from './components/toasts.tsx';
import { type Live, LiveContext } from './live.ts';
import { loadOnline } from './loading.ts';
import type { CompiledCatalogue } from './messages.ts';
import type { Companion, PageRoute } from './pages.ts';
import { ApiContext } from './queries.ts';
import { Reader } from './reader.tsx';
import { Shell } from './shell.tsx';
import { onThemeChange, type ThemeName } from './teams.ts';
import { loadTheme } from './themes.ts';

export type AppProps = {
  api: Api;
  queryClient: QueryClient;
  live: Live;
  locale: string;
  /** IANA zone of the device, until the person's own is known. */
  timeZone: string;
  catalogue: CompiledCatalogue;
  routes: readonly PageRoute[];
  companion: Companion;
  theme: Theme;
};

export function App({
  api,
  queryClient,
  live,
  locale,
  timeZone,
  catalogue,
  routes,
  companion,
  theme: firstTheme,
}: AppProps) {
  const [theme, setTheme] = useState(firstTheme);
  useEffect(() => followTheme(setTheme), []);
  return (
    <FluentProvider theme={theme}>
      <QueryClientProvider client={queryClient}>
        <ApiContext value={api}>
          <LiveContext value={live}>
            <Reader locale={locale} catalogue={catalogue} timeZone={timeZone}>
              <Toasts>
                <Router base="/tab">
                  <Shell routes={routes} companion={companion} />
                </Router>
              </Toasts>
            </Reader>
          </LiveContext>
        </ApiContext>
      </QueryClientProvider>
    </FluentProvider>
  );
}

/** Shows the host's theme whenever it changes; the one on screen stays until the next is here. */
function followTheme(show: (theme: Theme) => void): void {
  let wanted: ThemeName;
  onThemeChange((name) => {
    wanted = name;
    loadOnline(() => loadTheme(name)).then(
      (theme) => {
        if (name === wanted) show(theme);
      },
      () => undefined,
    );
  });
}
