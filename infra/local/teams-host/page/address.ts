export const themes = ['default', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const locales = ['en-GB', 'en-US', 'pt-PT'] as const;
export type Locale = (typeof locales)[number];

type Phone = 'ios' | 'android';

/** Everything the page shows, so that an address alone brings it back. */
export type View = {
  /** Object id of the person; the first of the list when absent. */
  person?: string | undefined;
  /** Tenant id, needed only when two tenants have a person with the same object id. */
  tenant?: string | undefined;
  theme: Theme;
  locale: Locale;
  phone?: Phone | undefined;
  /** The manifest's entityId of the tab; the first tab when absent. */
  page?: string | undefined;
  /** What teams-js gives the tab as `page.subPageId`. */
  sub?: string | undefined;
};

/** Reads a view from a query string; a value the page does not know is as good as absent. */
export function readView(query: URLSearchParams): View {
  const theme = query.get('theme')?.toLowerCase();
  const locale = query.get('locale')?.toLowerCase();
  const phone = query.get('phone');
  return {
    person: query.get('person') || query.get('as') || undefined,
    tenant: query.get('tenant') || undefined,
    theme: themes.find((known) => known === theme) ?? 'default',
    locale: locales.find((known) => known.toLowerCase() === locale) ?? 'en-GB',
    phone: phone === 'android' ? 'android' : phone === '1' || phone === 'ios' ? 'ios' : undefined,
    page: query.get('page') || undefined,
    sub: query.get('sub') || undefined,
  };
}

/** The address that opens a view, from the root of the host: `/?person=…&page=…`. Defaults are left out. */
export function addressOf(view: View): string {
  const query = new URLSearchParams();
  if (view.person) query.set('person', view.person);
  if (view.tenant) query.set('tenant', view.tenant);
  if (view.page) query.set('page', view.page);
  if (view.sub) query.set('sub', view.sub);
  if (view.theme !== 'default') query.set('theme', view.theme);
  if (view.locale !== 'en-GB') query.set('locale', view.locale);
  if (view.phone) query.set('phone', view.phone === 'ios' ? '1' : view.phone);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** The page of a channel, of the one with most in it unless said; as whoever was signed in last unless a view says who. */
export function channelAddress(
  { channel, message }: { channel?: string | undefined; message?: string | undefined },
  view?: View,
): string {
  const query = new URLSearchParams();
  if (view?.person) query.set('person', view.person);
  if (view && view.locale !== 'en-GB') query.set('locale', view.locale);
  if (channel) query.set('channel', channel);
  if (message) query.set('message', message);
  return `/channel?${query}`;
}
