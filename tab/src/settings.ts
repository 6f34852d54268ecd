/** What a deployment says in `/settings.js`. */
export type Settings = {
  /** Base of the API without a trailing slash; empty when it is served from the tab's own origin. */
  apiUrl: string;
  /** Origins besides Microsoft's own that may frame the tab. */
  hostOrigins: string[];
  /** The product's Entra app registration and where people sign in; needed only to ask for a permission. */
  clientId?: string;
  authority?: string;
};

declare global {
  var openDoor: Settings | undefined;
}

export function readSettings(): Settings {
  const { apiUrl = '', hostOrigins = [], ...rest } = globalThis.openDoor ?? {};
  return { ...rest, apiUrl: apiUrl.replace(/\/$/, ''), hostOrigins };
}
