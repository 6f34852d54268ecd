/** What an endpoint answers: a body, or an error in Graph's form. */
export type Answer =
  | { status: 200; body: object; headers?: Record<string, string> }
  | {
      status: 400 | 401 | 403 | 404 | 410 | 429 | 500 | 501 | 502 | 503 | 504;
      code: string;
      message: string;
      headers?: Record<string, string>;
    };

/** The request as an endpoint sees it. */
export type GraphCall = {
  /** Address of the API with its version, such as https://localhost:1234/v1.0. */
  base: string;
  query: URLSearchParams;
  headers: Headers;
  /** Object id of the signed-in person of a delegated call. */
  oid: string | undefined;
};

export function badRequest(message: string): Answer {
  return { status: 400, code: 'Request_BadRequest', message };
}
