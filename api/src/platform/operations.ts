import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import type { Contract, OperationContract, OperationKey } from './contract.ts';
import type { Identity } from './identity.ts';
import type { Refusal } from './result.ts';

type Parsed<O, Name extends string> = O extends { [N in Name]: infer Schema extends z.ZodType }
  ? { [N in Name]: z.output<Schema> }
  : unknown;
/** A CSV body reaches the action as the bytes arrive. */
type ParsedBody<O> = O extends { bodyType: 'text/csv' } ? { body: ReadableStream<Uint8Array> } : Parsed<O, 'body'>;
type Input<O> = Parsed<O, 'params'> & Parsed<O, 'query'> & ParsedBody<O>;
type Reason<O> = O extends { reasons: readonly (infer R extends string)[] } ? R : never;
type Caller<O> = O extends { roles: 'identity' } ? Identity : O extends { roles: 'anybody' } ? undefined : Actor;

export type RefusalStatus = 400 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 502 | 503;

/** What a request knows besides its input: who calls, and the token (empty for `anybody`) for calls made on their behalf. */
export type Call<O> = {
  deps: Deps;
  actor: Caller<O>;
  input: Input<O>;
  token: string;
  /** The request's own name for itself (header `Idempotency-Key`), when it gave one: see `answerOnce`. */
  idempotencyKey: string | undefined;
  /** The random key of a browser that asks without a link to its person (header `Asker-Key`), when it sent one. */
  askerKey: string | undefined;
};

type Answer<O extends OperationContract> = z.input<O['response']> | ({ ok: true } & z.input<O['response']>);

export type Implementation<C extends Contract> = {
  [Key in keyof C & OperationKey]: {
    /** Answers what the contract promises, or a refusal with one of the contract's reasons. */
    run: (call: Call<C[Key]>) => Promise<Answer<C[Key]> | Refusal<Reason<C[Key]>>>;
  } & ([Reason<C[Key]>] extends [never] ? object : { refusals: Record<Reason<C[Key]>, RefusalStatus> });
};

/** One row of the table that makes the Hono routes, the Azure Functions and the OpenAPI document alike. */
export type Operation = OperationContract & {
  key: OperationKey;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{param}` placeholders, starting with `/api/`. */
  path: `/api/${string}`;
  refusals: Record<string, RefusalStatus>;
  run: (call: Call<OperationContract>) => Promise<unknown>;
};

/** Joins a feature's contract with the actions that keep it; a missing operation or reason fails the build. */
export function implement<C extends Contract>(contract: C, implementation: Implementation<C>): Operation[] {
  return Object.entries(contract).map(([key, operation]) => {
    const [method, path] = key.split(' ') as [string, `/api/${string}`];
    const { run, refusals = {} } = implementation[key as keyof C & OperationKey] as unknown as Pick<
      Operation,
      'run'
    > & {
      refusals?: Operation['refusals'];
    };
    return {
      ...operation,
      key: key as OperationKey,
      method: method.toLowerCase() as Operation['method'],
      path,
      refusals,
      run,
    };
  });
}
