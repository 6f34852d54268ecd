import type { Deps } from './deps.ts';
import { operationsOf } from './operations.ts';
import { recognise } from './people/actions/recognise.ts';
import type { Config } from './platform/config.ts';
import type { Verify } from './platform/identity.ts';
import { createRouter } from './platform/router.ts';

/** All features' routes as one app; Azure, the local run and the tests use this same one. */
export function createApp(config: Config, deps: Deps, verify: Verify) {
  const app = createRouter(operationsOf(config), {
    deps,
    verify,
    recognise: (identity, reading) => recognise(deps, identity, reading, config.OWNERS),
    maximumFileBytes: config.MAXIMUM_BODY_MEGABYTES * 1024 * 1024,
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'teams', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The token that Teams single sign-on gives the tab.',
  });
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Open Door',
      version: '0.1.0',
      description: 'Champions, office hours and the directory behind them.',
    },
    servers: [{ url: config.PUBLIC_URL }],
  });
  return app;
}
