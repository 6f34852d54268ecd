import { z } from 'zod';

const url = z.url().transform((value) => value.replace(/\/$/, ''));

/** Every variable the product reads, what it must look like, and what to do when it is wrong. */
const variables = {
  DATABASE_URL: [
    z.string().regex(/^postgres(ql)?:\/\//),
    'a PostgreSQL address such as postgres://open_door_app:password@host:5432/open_door',
  ],
  AUTHORITY: [url.default('https://login.microsoftonline.com'), 'the base address of the token issuer'],
  GRAPH_URL: [url.default('https://graph.microsoft.com'), 'the base address of Microsoft Graph'],
  CLIENT_ID: [z.guid(), 'the application (client) id of the Entra app registration'],
  CLIENT_SECRET: [z.string().min(1), 'a client secret of the Entra app registration'],
  APPLICATION_ID_URI: [
    z.string().startsWith('api://'),
    "the app registration's Application ID URI, starting with api://",
  ],
  API_URL: [
    url.optional(),
    'the address of the API, where Microsoft Graph tells it of changes in the channel for leaders, and in calendars that an administrator lets it watch',
  ],
  PUBLIC_URL: [url, 'the address where the tab is served, such as https://opendoor.example.com'],
  TEAMS_APP_ID: [z.guid(), 'the id of the Teams app package, which deep links name'],
  TEAMS_URL: [url.default('https://teams.microsoft.com'), 'the address Teams deep links start with'],
  BOT_ID: [
    z.guid().optional(),
    "the bot's application id; leave it out only to talk to an unauthenticated test client",
  ],
  BOT_PASSWORD: [
    z.string().min(1).optional(),
    'a client secret of the bot registration (not needed with a managed identity)',
  ],
  BOT_TENANT_ID: [z.guid().optional(), "the tenant of the bot's managed identity or single-tenant registration"],
  BOT_ANONYMOUS: [
    z.enum(['allowed', 'refused']).default('refused'),
    "'allowed' only where a local chat client without credentials talks to the bot, else leave it out",
  ],
  WEB_PUBSUB_URL: [
    url.optional(),
    'the address of the Azure Web PubSub that tells open pages of changes; without it they ask every 20 seconds',
  ],
  WEB_PUBSUB_KEY: [
    z.string().min(1).optional(),
    'an access key of the Azure Web PubSub (not needed with a managed identity)',
  ],
  OWNERS: [
    z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((owner) => owner.trim().toLowerCase())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/))),
    'a comma-separated list of tenantId/objectId of the people who own the programme',
  ],
  MAXIMUM_BODY_MEGABYTES: [
    z.coerce.number().int().min(1).max(1024).default(128),
    'the largest import file accepted, in megabytes',
  ],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

export type Config = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name][0]> };

export const variableNames = Object.keys(variables) as (keyof Config)[];

/** Wrong configuration. The message is one sentence that names the variable and the fix. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** The configuration in an environment such as `process.env`. Throws a `ConfigurationError` for the first wrong variable. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const config: Record<string, unknown> = {};
  for (const [name, [schema, fix]] of Object.entries(variables)) {
    const given = environment[name] || undefined;
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
      throw new ConfigurationError(`${name} is ${given ? 'not valid' : 'missing'}: set it to ${fix}.`);
    }
    config[name] = parsed.data;
  }
  return config as Config;
}
