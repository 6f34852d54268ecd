import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationsOf } from '../../api/src/operations.ts';
import type { Operation } from '../../api/src/platform/operations.ts';
import { createWorld, type World } from '../support/world.ts';

type Parameter = { name: string; in: 'path' | 'query'; required?: boolean; schema?: object };
type Described = {
  operationId: string;
  summary: string;
  description: string;
  security: object[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { securitySchemes: Record<string, object>; schemas?: Record<string, object> };
};

let world: World;
let document: Document;
let operations: Operation[];

beforeAll(async () => {
  world = await createWorld({ tenants: [] });
  document = (await (await world.app.request('/api/openapi.json')).json()) as Document;
  operations = operationsOf(world.config);
});
afterAll(() => world.close());

const described = ({ path, method }: Operation) => document.paths[path]?.[method] as Described;

test('is OpenAPI 3.1, says where it is served and that every operation but for anybody needs a token', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Open Door' }, servers: [{}] });
  expect(document.components.securitySchemes).toHaveProperty('teams');
  for (const operation of operations) {
    expect(described(operation).security).toEqual(operation.roles === 'anybody' ? [] : [{ teams: [] }]);
  }
});

test('has every operation of the table once, and no others', () => {
  const inDocument = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(inDocument.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
  expect(new Set(inDocument).size).toBe(inDocument.length);
});

test('declares every parameter of a path, and no others as such', () => {
  for (const operation of operations) {
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (described(operation).parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name).toSorted(), operation.key).toEqual(named.toSorted());
    for (const { required, schema } of declared) expect({ required, schema }).toMatchObject({ required: true });
  }
});

test('has every reason of a refusal under its status, in the form of a problem', () => {
  for (const operation of operations) {
    const { responses } = described(operation);
    for (const [reason, status] of Object.entries(operation.refusals)) {
      const reasons = responses[status]?.description.split(', ');
      expect(reasons, `${operation.key} ${status}`).toContain(reason);
    }
    for (const [status, { content }] of Object.entries(responses)) {
      if (Number(status) >= 400) expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  }
});

test('tells what the door refuses before the operation', () => {
  for (const operation of operations) {
    const { responses } = described(operation);
    const takes = operation.body !== undefined || operation.bodyType !== undefined;
    const signedIn = operation.roles === 'anybody' ? [] : ['401', '503'];
    const expected = ['500', ...signedIn, ...(takes ? ['413', '415'] : [])];
    expect(Object.keys(responses), operation.key).toEqual(expect.arrayContaining(expected));
  }
  expect(document.paths['/api/imports']?.get?.responses['403']?.description).toContain('not-allowed');
});

test('names the roles that may call', () => {
  for (const operation of operations) {
    const roles = typeof operation.roles === 'string' ? [operation.roles] : operation.roles;
    for (const role of roles) expect(described(operation).description).toContain(role);
  }
});

test('gives every body and answer the media type it has, with a schema whose references lead somewhere', () => {
  for (const operation of operations) {
    const { requestBody, responses } = described(operation);
    const sent = operation.bodyType ?? (operation.body && 'application/json');
    const besides = operation.bodyIsOptional ? ['text/plain'] : [];
    expect(Object.keys(requestBody?.content ?? {}), operation.key).toEqual(sent ? [sent, ...besides] : []);
    const answer = responses[operation.status ?? 200];
    expect(Object.keys(answer?.content ?? {})).toEqual([operation.responseType ?? 'application/json']);
  }
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  for (const [, name = ''] of references) expect(document.components.schemas).toHaveProperty(name);
});
