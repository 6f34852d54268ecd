import { createRequire, Module } from 'node:module';
import process from 'node:process';
import { type HttpHandler, HttpRequest, InvocationContext } from '@azure/functions';

type Metadata = {
  name: string;
  bindings: Record<string, { type: string; methods?: string[]; route?: string; schedule?: string }>;
};
type Registered = Metadata & { handler: (...given: unknown[]) => unknown };

/** A host of the functions: what they registered, and a way to call one of them over the programming model. */
export type FunctionsHost = {
  functions: ReadonlyMap<string, Registered>;
  /** Calls the HTTP function of that name; the answer is what the host would send. */
  call(name: string, request: Request): Promise<Response>;
};

/**
 * Loads functions as the Azure Functions host does: with the environment it was configured with, and with
 * `@azure/functions-core`, the module that the real host too puts in the way of `require`.
 */
export async function loadFunctions(entry: string, environment: Record<string, string>): Promise<FunctionsHost> {
  const functions = new Map<string, Registered>();
  const core = {
    version: '4.0.0',
    hostVersion: '4.1000.0',
    log: () => {},
    setProgrammingModel: () => {},
    registerHook: () => ({ dispose: () => {} }),
    registerFunction: (metadata: Metadata, handler: Registered['handler']) => {
      if (functions.has(metadata.name)) throw new Error(`two functions are called ${metadata.name}`);
      functions.set(metadata.name, { ...metadata, handler });
    },
  };
  const { require: original } = Module.prototype;
  Module.prototype.require = Object.assign(
    function (this: unknown, id: string) {
      return id === '@azure/functions-core' ? core : original.call(this as never, id);
    },
    { ...original },
  ) as typeof original;
  Object.assign(process.env, environment);
  try {
    forgetTestMode();
    await import(entry);
  } finally {
    Module.prototype.require = original;
  }
  return {
    functions,
    call: async (name, request) => {
      const handler = functions.get(name)?.handler as HttpHandler;
      const init = { nativeRequest: request } as unknown as ConstructorParameters<typeof HttpRequest>[0];
      const answer = await handler(new HttpRequest(init), new InvocationContext({ functionName: name }));
      const { status, headers, body } = answer as {
        status: number;
        headers: [string, string][];
        body?: ReadableStream | string;
      };
      return new Response(body ?? null, { status, headers });
    },
  };
}

/** The package remembers that it once found no host; the next entry shall look again. */
function forgetTestMode() {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve('@azure/functions')];
}
