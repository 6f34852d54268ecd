import type { GraphEndpoint } from '@open-door/api/platform/graph-endpoints.ts';

/** What an endpoint answers: a body or none, or an error in Graph's form. */
export type Answer = Done | Failure;

type Done =
  | { status: 200 | 201; body: object; headers?: Record<string, string> }
  | { status: 200; bytes: Uint8Array<ArrayBuffer>; type: string; headers?: Record<string, string> }
  | { status: 202 | 204; headers?: Record<string, string> };

export type Failure = {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 429 | 500 | 501 | 502 | 503 | 504;
  code: string;
  message: string;
  /** Annotations of the error, such as `@event.existingEventId`. */
  more?: Record<string, string>;
  headers?: Record<string, string>;
};

/** Who calls, as their valid token says. */
export type Caller = {
  kind: GraphEndpoint['kind'];
  tid: string;
  oid: string;
  /** Delegated scopes, or the roles of an app. */
  permissions: readonly string[];
};

/** The request as an endpoint sees it. */
export type GraphCall = {
  /** Address of the API with its version, such as https://localhost:1234/v1.0. */
  base: string;
  /** What stands in the path where the endpoint has braces. */
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  /** Parsed JSON; `undefined` when there is none. */
  body: unknown;
  caller: Caller;
  /** Object id of the signed-in person of a delegated call. */
  oid: string | undefined;
};

export function badRequest(message: string, code = 'Request_BadRequest'): Failure {
  return { status: 400, code, message };
}

export function notFound(message: string, code: string): Failure {
  return { status: 404, code, message };
}

/** The value of a preference of the Prefer header, such as `ImmutableId` of `IdType="ImmutableId"`. */
export function preferred(headers: Headers, name: string): string | undefined {
  const said = new RegExp(`(?:^|[,;\\s])${name.replace('.', '\\.')}\\s*=\\s*"?([^",;]*)"?`, 'i');
  return said.exec(headers.get('prefer') ?? '')?.[1];
}

const largestPage = 999;

/** How many entries the Prefer header asks a page to have at most. */
export function preferredPageSize(headers: Headers): number | undefined {
  const asked = Number(preferred(headers, 'odata.maxpagesize'));
  return asked > 0 ? Math.min(asked, largestPage) : undefined;
}
