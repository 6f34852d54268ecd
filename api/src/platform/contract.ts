import { z } from 'zod';
import type { Role } from './actor.ts';
import { zoneName } from './zone-name.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type OperationKey = `${Method} /api/${string}`;

/** One operation of the wire contract, written in a feature's `schema.ts` under the key `'METHOD /api/path/{param}'`. */
export type OperationContract = {
  /** Also the name of the Azure Function. */
  operationId: string;
  summary: string;
  /**
   * Who may call it; `identity` needs a valid token but no person in the directory, `anybody` needs nothing: what such a
   * caller says is not to be believed.
   */
  roles: readonly Role[] | 'everyone' | 'identity' | 'anybody';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The one media type the body may have; JSON unless said. A CSV body is streamed to the action, not parsed here. */
  bodyType?: 'application/json' | 'text/csv';
  /** A request with plain text, or with nothing, is taken for an empty object. */
  bodyIsOptional?: boolean;
  response: z.ZodType;
  /** How large a JSON body may be; 256 unless said. */
  maximumBodyKilobytes?: number;
  /** JSON unless said; the others are sent as the text, or the `Blob` of an image, that the action returns. */
  responseType?: 'application/json' | 'text/calendar' | 'text/plain' | 'image/*';
  status?: 200 | 201 | 202;
  /** Answers carry an ETag, and whoever still has the same one hears only that (304). */
  conditional?: boolean;
  reasons?: readonly string[];
};

export type Contract = Record<OperationKey, OperationContract>;

export function contract<const C extends Contract>(operations: C): C {
  return operations;
}

type Part<O, Name extends 'params' | 'query'> = O extends { [N in Name]: infer Schema extends z.ZodType }
  ? { [N in Name]: z.input<Schema> }
  : unknown;
type Body<O> = O extends { bodyType: 'text/csv' }
  ? { body: Blob }
  : O extends { body: infer Schema extends z.ZodType }
    ? { body: z.input<Schema> }
    : unknown;

/** The contract as a caller sees it; the tab's client is typed from this and holds no schema. */
export type Client<C extends Contract> = {
  [Key in keyof C & OperationKey]: {
    input: Part<C[Key], 'params'> & Part<C[Key], 'query'> & Body<C[Key]>;
    output: z.output<C[Key]['response']>;
    reason: C[Key] extends { reasons: readonly (infer Reason)[] } ? Reason : never;
  };
};

const ofThisAge = /^[12]\d{3}-/;

/** An instant on the wire: ISO 8601 in UTC, to the nanosecond at most. */
export const instant = z.iso
  .datetime({ offset: true })
  .regex(ofThisAge, 'not a year of this age')
  .regex(/^[^.]*(\.\d{1,9}\D|$)/, 'finer than a nanosecond')
  .meta({ example: '2026-11-23T10:00:00Z' });
/** A day on the wire, `YYYY-MM-DD`. */
export const date = z.iso.date().regex(ofThisAge, 'not a year of this age');
/** An Entra object id has the form of a UUID, but not always the bits; ids are compared in lower case. */
export const id = z.guid().toLowerCase();
/** IANA zone, checked against the zones this runtime knows. */
export const timeZone = z
  .string()
  .overwrite((name) => zoneName(name) ?? name)
  .refine((name) => zoneName(name) !== undefined, 'not a time zone');

/** A text people write, of at most so many characters: well-formed, and without the one that PostgreSQL cannot keep. */
export function text(longest: number) {
  return z
    .string()
    .overwrite((written) => written.toWellFormed().replaceAll('\0', ''))
    .trim()
    .max(longest);
}

/** The query part shared by every list. */
export const paging = {
  // Holds a name, which takes up to four times its length.
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
