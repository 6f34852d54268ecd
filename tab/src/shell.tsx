import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { ArrivalContext } from './components/arrival.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ErrorState } from './components/error-state.tsx';
import { Navigation } from './components/navigation.tsx';
import { OfflineBanner } from './components/offline-banner.tsx';
import { PageSkeleton } from './components/skeletons.tsx';
import { useMe } from './features/people/me.ts';
import { LateContext } from './late.ts';
import { useLive } from './live.ts';
import { LiveLine } from './live-line.tsx';
import { loadLate } from './loading.ts';
import { type Companion, maySee, type PageRoute } from './pages.ts';
import { InTimeZone } from './reader.tsx';
import { sayReady } from './teams.ts';

const useStyles = makeStyles({
  shell: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2 },
});

/** Whatever page is open: what concerns its reader. */
const ownTopics = ['person:me'] as const;

type ShellProps = { routes: readonly PageRoute[]; companion: Companion };

/** What stays while pages change: navigation, the offline banner, and the page's place. */
export function Shell({ routes, companion }: ShellProps) {
  const styles = useStyles();
  const me = useMe();
  const [place] = useLocation();
  const moved = useMoved();
  useLive(ownTopics);
  const Late = useLate(companion);
  useEffect(() => sayReady(), []);
  const seen = routes.filter((page) => maySee(page, me.data?.roles ?? []));
  return (
    <div className={styles.shell}>
      <Navigation pages={seen} />
      <OfflineBanner />
      <LiveLine />
      <ArrivalContext value={moved}>
        <ErrorBoundary place={place}>
          {me.data ? (
            <InTimeZone timeZone={me.data.timeZone}>
              <LateContext value={Late}>
                <Suspense fallback={<PageSkeleton />}>
                  <Switch>
                    {seen.map(({ path, Screen }) => (
                      <Route key={path} path={path}>
                        <Screen />
                      </Route>
                    ))}
                    <Route>
                      <Redirect to="/" replace />
                    </Route>
                  </Switch>
                </Suspense>
              </LateContext>
              {Late && <Late at="every-page" />}
            </InTimeZone>
          ) : me.isError ? (
            <ErrorState page error={me.error} onRetry={() => me.refetch()} />
          ) : (
            <PageSkeleton />
          )}
        </ErrorBoundary>
      </ArrivalContext>
    </div>
  );
}

/** What is loaded after the first screen, once it is here. */
function useLate<Loaded>(load: () => Promise<Loaded>): Loaded | undefined {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => loadLate(load, (it) => setLoaded(() => it)), [load]);
  return loaded;
}

/** True once the person went on from where the host opened the tab: to another page, or within it. */
function useMoved(): boolean {
  const [location] = useLocation();
  const state = useHistoryState<unknown>();
  const [first] = useState({ location, state });
  const [moved, setMoved] = useState(false);
  if (!moved && (location !== first.location || state !== first.state)) setMoved(true);
  return moved;
}
