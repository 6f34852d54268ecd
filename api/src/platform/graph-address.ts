import type { GraphEndpoint, GraphEndpointKey, graphEndpoints } from './graph-endpoints.ts';

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What stands in braces in an endpoint's path, such as `event`. */
export type PathOf<Key extends GraphEndpointKey> = Record<NamesIn<(typeof graphEndpoints)[Key]['path']>, string>;

const version = 'v1.0';

/** The address of a first call, below Graph's own; its links carry the options on. Throws when a part of the path is empty. */
export function addressOf(
  { path, query }: GraphEndpoint,
  parts: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_braces, name: string) => {
    // An empty part would lead to another endpoint than the one that was meant.
    if (!parts[name]) throw new Error(`a call to Graph's ${path} needs to say which ${name}`);
    return encodeURIComponent(parts[name]);
  });
  const all: Record<string, string> = { ...query, ...more };
  const options = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return options.length ? `/${version}${filled}?${options.join('&')}` : `/${version}${filled}`;
}

/** The link as it will be called, when it leads to this Graph and nowhere else. */
export function checkedLink(link: string, graphUrl: string): string | undefined {
  const url = URL.parse(link);
  const ours = url?.origin === new URL(graphUrl).origin && url.pathname.startsWith(`/${version}/`);
  return ours ? url.href : undefined;
}
