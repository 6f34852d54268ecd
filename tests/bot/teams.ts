import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Deps } from '../../api/src/deps.ts';
import { type Bot, type BotConfig, createBot } from '../../bot/src/create-bot.ts';
import type { Hired } from '../support/organisation.ts';

/** A card as it goes over the wire. */
export type Card = { type: string; fallbackText: string; body: Element[]; actions?: Element[] };
export type Element = Record<string, unknown> & { type: string };
/** Something the bot sent: to which conversation, and with which method (PUT edits an earlier message). */
export type Said = {
  method: string;
  conversation: string;
  edits: string | undefined;
  text: string;
  card: Card | undefined;
};
export type Pressed = { status: number; type: string; text: string; card: Card | undefined };

export const teamsConfig: BotConfig = {
  BOT_ANONYMOUS: 'allowed',
  TEAMS_URL: 'https://teams.microsoft.com',
  TEAMS_APP_ID: 'c0ffee00-0000-4000-8000-00000000000a',
  OWNERS: [],
};

/**
 * Teams, as a bot meets it: activities go to the bot over HTTP, and what the bot says comes to a connector server over
 * HTTP.
 */
export async function openTeams(deps: Deps, config: BotConfig = teamsConfig, channel?: Record<string, string>) {
  const bot = createBot(deps, config, channel);
  const connector = await openConnector();
  const listener = serve({ fetch: (request) => bot.messages(request), port: 0, hostname: '127.0.0.1' });
  if (!listener.listening) await new Promise((resolve) => listener.once('listening', () => resolve(undefined)));
  const botUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/api/messages`;

  async function post(activity: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  }

  /** An activity from this person, as Teams would send it. */
  function from(person: Hired, activity: Record<string, unknown>): Record<string, unknown> {
    return {
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: `29:${person.personId}`, name: person.displayName, aadObjectId: person.personId },
      recipient: { id: '28:open-door', name: 'Open Door' },
      conversation: { id: conversationOf(person), conversationType: 'personal', tenantId: person.tenantId },
      channelData: { tenant: { id: person.tenantId } },
      locale: person.locale,
      ...activity,
    };
  }

  async function answersTo(activity: Record<string, unknown>): Promise<Said[]> {
    const before = connector.said.length;
    const response = await post(activity);
    if (!response.ok) throw new Error(`the bot answered ${response.status}`);
    return connector.said.slice(before);
  }

  return {
    bot: bot as Bot,
    botUrl,
    connector,
    post,
    from,
    say: (person: Hired, text: string) => answersTo(from(person, { type: 'message', text })),
    install: (person: Hired) => answersTo(from(person, { type: 'installationUpdate', action: 'add' })),
    uninstall: (person: Hired) => answersTo(from(person, { type: 'installationUpdate', action: 'remove' })),
    /** Presses the button with this title, having typed `inputs`. The same `id` is the same press, sent again. */
    async press(
      person: Hired,
      card: Card | undefined,
      title: string | RegExp,
      inputs: Record<string, string> = {},
      id: string = randomUUID(),
    ): Promise<Pressed> {
      const action = buttons(card).find((button) => matches(String(button.title), title));
      if (!action) throw new Error(`no button ${title} among ${buttons(card).map((button) => button.title)}`);
      const data = { ...(action.data as object), ...inputs };
      const value = { action: { type: action.type, verb: action.verb, data }, trigger: 'manual' };
      const response = await post(
        from(person, { id, type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'a-message' }),
      );
      const body = (await response.json()) as { statusCode: number; type: string; value: Card | string };
      const isCard = typeof body.value !== 'string';
      return {
        status: body.statusCode,
        type: body.type,
        text: isCard ? (body.value as Card).fallbackText : (body.value as string),
        card: isCard ? (body.value as Card) : undefined,
      };
    },
    async close() {
      await new Promise((resolve) => listener.close(resolve));
      await connector.close();
    },
  };
}
export type Teams = Awaited<ReturnType<typeof openTeams>>;

export const conversationOf = (person: Hired) => `a:${person.personId}`;

/** The server side of the Bot Connector API, as far as bots use it to speak. */
async function openConnector() {
  const said: Said[] = [];
  let refusal: { status: number; headers: Record<string, string>; times: number; to: string | undefined } | undefined;
  const server = createServer(async (request, response) => {
    const [, conversation = '', edits] =
      /conversations\/([^/]+)\/activities\/?([^/]*)/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const activity = JSON.parse(await bodyOf(request));
    if (refusal && refusal.times > 0 && (!refusal.to || refusal.to === conversation)) {
      refusal.times--;
      response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers });
      response.end(JSON.stringify({ error: { code: 'Refused', message: 'refused by the test' } }));
      return;
    }
    const card = activity.attachments?.[0]?.content;
    said.push({ method: request.method ?? '', conversation, edits: edits || undefined, text: activity.text, card });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: randomUUID() }));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/connector`,
    said,
    /** Refuses what the bot sends, the next `times`, everywhere or to one conversation. */
    refuse(
      status: number,
      { headers = {}, times = 1, to }: { headers?: Record<string, string>; times?: number; to?: string } = {},
    ) {
      refusal = { status, headers, times, to };
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString() || '{}';
}

/** Every button of a card, wherever it stands. */
export function buttons(card: Card | undefined): Element[] {
  return elements(card).filter((element) => element.type.startsWith('Action.'));
}

/** Everything a card says, line by line. */
export function textOf(card: Card | undefined): string {
  return elements(card)
    .flatMap((element) => [element.text, element.title, element.label])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

export function input(card: Card | undefined, id: string): Element | undefined {
  return elements(card).find((element) => element.id === id);
}

function elements(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elements);
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).flatMap(([name, child]) => (name === 'data' ? [] : elements(child)));
  return 'type' in value ? [value as Element, ...children] : children;
}

const matches = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);
