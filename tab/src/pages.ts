import type { Me } from '@open-door/api/people/schema.ts';
import { type ComponentType, lazy } from 'react';
import type { LatePlace } from './late.ts';
import { loadOnline } from './loading.ts';
import type { MessageKey } from './messages.ts';

type Role = Me['roles'][number];
type PageModule = { default: ComponentType };

export type Page = {
  /** Under `/tab`, with `:name` for what a screen reads with `useParams`. */
  path: string;
  load: () => Promise<PageModule>;
  /** Its word in the navigation; a page without one is reached from another page. */
  name?: MessageKey;
  /** Who sees it; everyone when left out. */
  roles?: readonly Role[];
};

/**
 * Every page of the tab, in the order of the navigation. The first part of the path is also the entity id of a static
 * tab (`/tab?entity=sessions`) and begins a deep link's subpage (`sessions/<id>`).
 */
const pages: readonly Page[] = [
  { path: '/', name: 'nav.home', load: () => import('./features/matching/home-page.tsx') },
  { path: '/find-help', name: 'nav.find-help', load: () => import('./features/matching/find-help-page.tsx') },
  { path: '/queue', name: 'nav.queue', load: () => import('./features/queue/queue-page.tsx') },
  { path: '/queue/past', load: () => import('./features/queue/past-page.tsx') },
  { path: '/queue/:queueId', load: () => import('./features/queue/join-page.tsx') },
  { path: '/leaders/write', roles: ['leader'], load: () => import('./features/leadership/compose-page.tsx') },
  { path: '/leaders/:messageId?', name: 'nav.leaders', load: () => import('./features/leadership/leaders-page.tsx') },
  {
    path: '/sessions/:bookingId?',
    name: 'nav.sessions',
    load: () => import('./features/office-hours/sessions-page.tsx'),
  },
  { path: '/sessions/:bookingId/move', load: () => import('./features/office-hours/move-page.tsx') },
  {
    path: '/mentoring/:mentorshipId?',
    load: () => import('./features/mentorships/mentoring-page.tsx'),
  },
  { path: '/soonest', load: () => import('./features/office-hours/soonest-page.tsx') },
  { path: '/people/:personId/regular', load: () => import('./features/office-hours/series-page.tsx') },
  { path: '/people/:personId/book', load: () => import('./features/office-hours/book-page.tsx') },
  { path: '/people', name: 'nav.people', load: () => import('./features/people/directory-page.tsx') },
  { path: '/people/:personId', load: () => import('./features/people/person-page.tsx') },
  {
    path: '/desk/:bookingId/move',
    roles: ['champion', 'mentor'],
    load: () => import('./features/office-hours/move-page.tsx'),
  },
  {
    path: '/desk/queue/:ticketId/answer',
    roles: ['champion', 'mentor'],
    load: () => import('./features/queue/desk-answer-page.tsx'),
  },
  {
    path: '/desk/:part?/:bookingId?',
    name: 'nav.desk',
    roles: ['champion', 'mentor', 'specialist'],
    load: () => import('./features/office-hours/desk-page.tsx'),
  },
  {
    path: '/programme/:part?/:id?',
    name: 'nav.programme',
    roles: ['owner'],
    load: () => import('./features/people/programme-page.tsx'),
  },
  { path: '/about', name: 'nav.about', load: () => import('./features/people/about-page.tsx') },
];

export type PageRoute = Page & { Screen: ComponentType };

/** The pages with their screens, each shown once its code and, on every page but Home, its words are here. */
export function createRoutes(loadRest: () => Promise<void>): readonly PageRoute[] {
  return pages.map((page) => {
    const ready = page.path === '/' ? page.load : () => Promise.all([page.load(), loadRest()]).then(([code]) => code);
    return { ...page, Screen: lazy(() => loadOnline(ready)) };
  });
}

/** What comes once the first screen is there and the words of the other pages are. */
export type Companion = () => Promise<ComponentType<{ at: LatePlace }>>;

/** What comes after the first screen, once its words are here too. */
export function createCompanion(loadRest: () => Promise<void>): Companion {
  return async () => {
    const [code] = await Promise.all([import('./companion.tsx'), loadRest()]);
    return code.default;
  };
}

/** True when somebody with these roles sees the page. */
export function maySee({ roles }: Page, mine: readonly Role[]): boolean {
  return !roles || roles.some((role) => mine.includes(role));
}

/**
 * The path inside the tab that the host asks for: a deep link's subpage if there is one, else the static tab's page.
 * Anything that is not a plain path opens Home.
 */
export function pathFromHost(entity: string, subPage: string | undefined): string {
  const wanted = subPage ?? (entity === 'home' ? '' : entity);
  return /^[a-z-]+(\/[\w-]+)*$/i.test(wanted) ? `/${wanted}` : '/';
}

/** Starts loading the code of the page at a path, so that it arrives while the host is still shaking hands. */
export function preload(path: string): void {
  // A failure shows up, and can be retried, when the page is rendered.
  pages
    .find((page) => patternOf(page).test(path))
    ?.load()
    .catch(() => undefined);
}

/** `/sessions/:bookingId?` as a pattern; a `?` makes a part optional. */
function patternOf({ path }: Page): RegExp {
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => (part.endsWith('?') ? '(/[^/]+)?' : part.startsWith(':') ? '/[^/]+' : `/${part}`));
  return new RegExp(`^${parts.join('')}/?$`);
}
