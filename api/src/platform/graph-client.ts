import type { GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import type { GraphEndpoint } from './graph-endpoints.ts';
import type { RetryUntilDeadline } from './graph-retry.ts';

export type Asked = {
  method: GraphEndpoint['method'];
  /** Whole, or from Graph's version on. */
  address: string;
  body: object | undefined;
  /** The Prefer header; none when empty. */
  prefer: string;
  answers: GraphEndpoint['answers'];
};

type Chain = { token: string; retrying: RetryUntilDeadline; signal: AbortSignal };

/**
 * Asks Graph through Microsoft's client. Answers the parsed body, `undefined` where there is none, a `Blob` where Graph answers
 * a file; throws a `GraphError`.
 */
export async function ask(graphUrl: string, asked: Asked, chain: Chain): Promise<unknown> {
  const request = await requestTo(graphUrl, asked.address, chain);
  if (asked.prefer) request.header('Prefer', asked.prefer);
  if (asked.answers === 'bytes') return fileFrom(request);
  const answer = await send(request, asked);
  if (!(answer instanceof ReadableStream)) return answer ?? undefined;
  // The library hands on the stream of an answer that has no type of content, as one without a body has not.
  await answer.cancel();
  return undefined;
}

const largestFile = 12 * 1024 * 1024;

/** Read piece by piece, so that a file of any size takes no more memory than the largest that is handed on. */
async function fileFrom(request: GraphRequest): Promise<Blob> {
  const answer: Response = await request.responseType('raw' as ResponseType).get();
  const { GraphError } = await import('@microsoft/microsoft-graph-client');
  const failed = (status: number) => Object.assign(new GraphError(status), { headers: answer.headers });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw failed(answer.status);
  }
  const pieces = await piecesOf(answer).catch(() => {
    throw failed(answer.status);
  });
  // As good as not there.
  if (!pieces) throw failed(404);
  return new Blob(pieces, { type: answer.headers.get('content-type') ?? '' });
}

async function piecesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    if (bytes > largestFile) return undefined;
    pieces.push(piece);
  }
  return pieces;
}

function send(request: GraphRequest, { method, body }: Asked): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.header('Content-Type', 'application/json').post(body ?? {});
    case 'PATCH':
      return request.patch(body ?? {});
    case 'DELETE':
      return request.delete();
  }
}

async function requestTo(graphUrl: string, address: string, { token, retrying, signal }: Chain): Promise<GraphRequest> {
  const { AuthenticationHandler, Client, HTTPMessageHandler, TelemetryHandler } = await import(
    '@microsoft/microsoft-graph-client'
  );
  const handlers = [
    new AuthenticationHandler({ getAccessToken: async () => token }),
    retrying,
    new TelemetryHandler(),
    new HTTPMessageHandler(),
  ] as const;
  handlers[0].setNext(handlers[1]);
  handlers[1].setNext(handlers[2]);
  handlers[2].setNext(handlers[3]);
  const client = Client.initWithMiddleware({
    baseUrl: graphUrl,
    customHosts: new Set([new URL(graphUrl).hostname]),
    middleware: handlers[0],
    fetchOptions: { redirect: 'manual', signal },
  });
  return client.api(new URL(address, graphUrl).href);
}
