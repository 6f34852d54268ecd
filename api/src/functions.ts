import { app as functions, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { operationsOf } from './operations.ts';
import { product } from './product.ts';
import { runTimer, scheduleOf, timersOf } from './timers.ts';

// An import's file is read as it arrives instead of being held in memory whole.
functions.setup({ enableHttpStream: true });

// The host prefixes every route with `api/` (host.json), and its route templates use the same `{param}` as ours.
for (const { operationId, method, path } of operationsOf(product().config)) register(operationId, method, path);
register('getOpenApi', 'get', '/api/openapi.json');

// A timer runs once at a time, on one instance, however many there are.
for (const timer of timersOf(product().config)) {
  functions.timer(timer.name, { schedule: scheduleOf(timer), handler: () => runTimer(product().deps, timer) });
}

function register(name: string, method: string, path: string) {
  functions.http(name, {
    methods: [method.toUpperCase() as 'GET'],
    route: path.replace(/^\/api\//, ''),
    // Who may call is decided by the token the app itself verifies, not by a function key.
    authLevel: 'anonymous',
    handler: answer,
  });
}

/** Bridges the host's request and response to the web's, streaming both bodies. */
async function answer(request: HttpRequest): Promise<HttpResponseInit> {
  const { body, headers } = request;
  const app = await product().app();
  const response = await app.fetch(
    new Request(request.url, {
      method: request.method,
      headers: new Headers([...headers.entries()]),
      body: body as ReadableStream | null,
      duplex: 'half',
    } as RequestInit),
  );
  return {
    status: response.status,
    headers: [...response.headers.entries()],
    ...(response.body && { body: response.body as never }),
  };
}
