import { randomUUID } from 'node:crypto';
import type { Deps } from '@open-door/api/deps.ts';
import {
  type Activity,
  type ConversationReference as BotBuilderReference,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { type ConversationReference, type Incoming, readActivity } from './incoming.ts';
import type { Answer, Message } from './message.ts';
import { readBody } from './read-body.ts';
import { readableLocale, say } from './say.ts';
import { type Sent, sentOrRefused } from './sent.ts';

/** The bot's registration. Without a password it signs in as a managed identity; without an id only anonymously. */
export type Registration = {
  BOT_ID?: string | undefined;
  BOT_PASSWORD?: string | undefined;
  BOT_TENANT_ID?: string | undefined;
};

type Log = Deps['log'];
type Handle = (incoming: Incoming) => Promise<Answer>;

/** The one way to and from Teams. Nothing of botbuilder, which is past its maintainers' support, leaves this file. */
export type Adapter = {
  /** Authenticates an activity, lets `handle` answer it and sends the answer. Never throws. */
  receive(request: Request, handle: Handle): Promise<Response>;
  /** Writes to a conversation unasked. */
  send(reference: ConversationReference, message: Message): Promise<Sent>;
};

/** In bytes. Activities are a few kilobytes, and whoever sends one is known only after it was read. */
const longestActivity = 256 * 1024;
/** As long as Teams itself waits for a bot. */
const writeMilliseconds = 15_000;

/** `channel` overrides where the channel's keys are found, as other clouds (and tests) need it. */
export function openAdapter(registration: Registration, log: Log, channel: Record<string, string> = {}): Adapter {
  const adapter = new WebAdapter(registration, log, channel);
  return {
    receive: (request, handle) => adapter.receive(request, handle),
    send: (reference, message) => sentOrRefused(adapter.write(reference, message), Date.now()),
  };
}

class WebAdapter extends CloudAdapter {
  readonly #botId: string;
  readonly #log: Log;

  constructor(registration: Registration, log: Log, channel: Record<string, string>) {
    const credentials = new ConfigurationServiceClientCredentialFactory(credentialSettings(registration));
    super(new ConfigurationBotFrameworkAuthentication(channel, credentials));
    this.#botId = registration.BOT_ID ?? '';
    this.#log = log;
    this.onTurnError = (context, error) => this.#apologise(context, error);
  }

  async receive(request: Request, handle: Handle): Promise<Response> {
    const body = await readBody(request, longestActivity);
    if (body === undefined) return new Response(null, { status: 413 });
    const activity = parseObject(body);
    if (!activity) return new Response(null, { status: 400 });
    const authorization = request.headers.get('authorization') ?? '';
    let isAuthentic = false;
    try {
      const result = await this.processActivity(authorization, activity, (context) => {
        isAuthentic = true;
        return this.#turn(context, handle);
      });
      return toResponse(result);
    } catch (error) {
      return this.#refuse(error, isAuthentic);
    }
  }

  /** Writes to a conversation once. Rejects with what the channel answered. */
  async write(reference: ConversationReference, message: Message): Promise<void> {
    let writing: Promise<unknown> | undefined;
    await this.continueConversationAsync(this.#botId, reference as BotBuilderReference, async (context) => {
      tryOnce(context.turnState.get(this.ConnectorClientKey), writeMilliseconds);
      writing = context.sendActivity(toActivity(message));
      // Rejected to our caller, not to onTurnError, which apologises to people.
      await writing.catch(() => {});
    });
    await writing;
  }

  /** Called once botbuilder has found the activity authentic. */
  async #turn(context: TurnContext, handle: Handle): Promise<void> {
    const read = readActivity(context.activity);
    if ('ignored' in read) return;
    if ('malformed' in read) throw new MalformedActivity(read.malformed);
    const answer = await handle(read.incoming);
    if ('messages' in answer) {
      for (const message of answer.messages) await context.sendActivity(toActivity(message));
      const words = answer.messages.at(-1)?.text ?? '';
      if (context.activity.type === 'invoke') await context.sendActivity(invokeResponse({ words }));
    } else {
      await context.sendActivity(invokeResponse(answer));
      if ('replaced' in answer) await this.#replace(context, answer.replaced);
    }
  }

  /**
   * The invoke's response changes the card on this screen; editing the message changes it for good and everywhere. A card
   * to fill in is only a step on the way, and an edit that arrives late would wipe what is being typed.
   */
  async #replace(context: TurnContext, message: Message): Promise<void> {
    const { replyToId } = context.activity;
    if (!replyToId || !message.card || message.asks) return;
    try {
      // Teams shows a message's text and its card as two messages; the one with this id is the card.
      const { text: _, ...card } = toActivity(message);
      await context.updateActivity({ ...card, id: replyToId });
    } catch (error) {
      this.#log.warn('card not edited', { error });
    }
  }

  async #apologise(context: TurnContext, error: Error): Promise<void> {
    if (error instanceof MalformedActivity) throw error;
    const number = randomUUID();
    const { type, locale } = context.activity;
    this.#log.error('bot turn failed', { number, activity: type, error });
    const words = say(readableLocale(locale), 'trouble.fault', { number });
    if (type === 'invoke') await context.sendActivity(invokeResponse({ words }));
    else if (type === 'message') await context.sendActivity(toActivity({ text: words }));
  }

  #refuse(error: unknown, isAuthentic: boolean): Response {
    const { message } = error as Error;
    if (error instanceof MalformedActivity) {
      this.#log.warn('activity malformed', { message });
      return new Response(null, { status: 400 });
    }
    // Reason and internals go to the log only: whoever forges an activity learns nothing.
    if (!isAuthentic && isForgery(error as Error)) {
      this.#log.warn('activity refused', { message });
      return new Response(null, { status: 401 });
    }
    this.#log.error('activity failed', { error });
    return new Response(null, { status: 500 });
  }
}

class MalformedActivity extends Error {}

/** botbuilder's own error, or one of the three that its token library throws through it. */
function isForgery({ name, statusCode }: Error & { statusCode?: number }): boolean {
  return statusCode === 401 || ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(name);
}

function credentialSettings({ BOT_ID, BOT_PASSWORD, BOT_TENANT_ID }: Registration): Record<string, string> {
  // No id: botbuilder neither asks for tokens nor sends any.
  if (!BOT_ID) return {};
  if (!BOT_TENANT_ID) throw new Error("BOT_TENANT_ID is missing: set it to the tenant of the bot's registration.");
  const who = { MicrosoftAppId: BOT_ID, MicrosoftAppTenantId: BOT_TENANT_ID };
  if (!BOT_PASSWORD) return { ...who, MicrosoftAppType: 'UserAssignedMsi' };
  return { ...who, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: BOT_PASSWORD };
}

function parseObject(body: string): Activity | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Activity) : undefined;
  } catch {
    return undefined;
  }
}

const cardType = 'application/vnd.microsoft.card.adaptive';

function toActivity({ text, card }: Message): Partial<Activity> {
  const attachments = card ? [{ contentType: cardType, content: card }] : [];
  return { type: 'message', text, textFormat: 'plain', summary: text, attachments };
}

/** Shapes from learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model, "Response format". */
function invokeResponse(answer: { replaced: Message } | { words: string }): Partial<Activity> {
  const card = 'replaced' in answer ? answer.replaced.card : undefined;
  const words = 'replaced' in answer ? answer.replaced.text : answer.words;
  const body = card
    ? { statusCode: 200, type: cardType, value: card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words };
  return { type: 'invokeResponse', value: { status: 200, body } };
}

function toResponse(result: InvokeResponse | undefined): Response {
  if (!result) return new Response(null, { status: 200 });
  return Response.json(result.body ?? null, { status: result.status });
}

type Pipeline = {
  removePolicy(policy: { name: string }): unknown[];
  addPolicy(policy: { name: string; sendRequest(request: { timeout: number }, next: unknown): unknown }): void;
};

/**
 * Makes a connector client ask once and for so long. By itself it tries four times and sleeps for as long as Retry-After
 * says, without an option to leave that; the outbox does both better, and a try that goes on unseen would deliver twice.
 */
function tryOnce(connector: unknown, milliseconds: number): void {
  const pipeline = (connector as { client?: { pipeline?: Pipeline } }).client?.pipeline;
  if (pipeline?.removePolicy({ name: 'defaultRetryPolicy' }).length !== 1) {
    throw new Error('this version of botbuilder keeps its retry policy elsewhere');
  }
  pipeline.addPolicy({
    name: 'timeLimit',
    sendRequest(request, next) {
      request.timeout = milliseconds;
      return (next as (request: unknown) => unknown)(request);
    },
  });
}
