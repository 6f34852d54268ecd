import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Deps } from './deps.ts';
import { recognise } from './people/actions.ts';
import { peopleOperations } from './people/http.ts';
import type { Config } from './platform/config.ts';
import type { Verify } from './platform/identity.ts';
import type { Operation } from './platform/operations.ts';
import { createRouter } from './platform/router.ts';

/** Every operation of the product: the one table behind the routes, the Azure Functions and the OpenAPI document. */
export function operationsOf(config: Config): Operation[] {
  return [...peopleOperations(config)];
}
