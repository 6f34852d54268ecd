/** A call from teams-js, as `serializeMessageRequest` of 2.58 puts it on the wire. */
type Request = { id: number; uuidAsString?: string; func: string; args: readonly unknown[] };

/** The arguments of the answer, or `silent` for the calls that teams-js sends without waiting. */
type Answer = readonly unknown[] | 'silent';
export type Answering = (args: readonly unknown[]) => Answer | Promise<Answer>;
export type Answers = ReadonlyMap<string, Answering>;

export type Channel = {
  /** Sends an event such as `themeChange` to the tab. */
  send(event: string, args: readonly unknown[]): void;
  close(): void;
};

/** teams-js's ErrorCode.NOT_SUPPORTED_ON_PLATFORM and INTERNAL_ERROR. */
const notSupported = 100;
const internalError = 500;

/**
 * The calls whose answer teams-js reads as `[succeeded, result or reason]`; every other one reads an SdkError at its first place.
 * Collected from the callers of sendAndHandleStatusAndReason (and its variant with a default error) in teams-js 2.58, plus `authentication`.
 */
const statusFirst = new Set([
  'authentication.authenticate',
  'authentication.getAuthToken',
  'authentication.getUser',
  'calendar.composeMeeting',
  'calendar.openCalendarItem',
  'chat.openChat',
  'conversations.openConversation',
  'executeDeepLink',
  'mail.composeMail',
  'mail.openMailItem',
  'navigateBack',
  'navigateCrossDomain',
  'navigateToTab',
  'pages.navigateToApp',
  'search.closeSearch',
  'settings.setSettings',
]);

/**
 * Speaks teams-js's message protocol with one frame: answers its calls and sends it events.
 * A message counts only when both its window and its origin are the tab's; what is sent goes to that origin only.
 */
export function openChannel(frame: HTMLIFrameElement, origin: string, answers: Answers): Channel {
  const post = (message: object) => frame.contentWindow?.postMessage(message, origin);

  const onMessage = async (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const request = readRequest(event.data);
    if (!request) return;
    const args = await answerTo(request, answers);
    if (args === 'silent') return;
    const { id, uuidAsString } = request;
    post({ id, uuidAsString, args, monotonicTimestamp: performance.timeOrigin + performance.now() });
  };
  window.addEventListener('message', onMessage);

  return {
    send: (func, args) => post({ func, args }),
    close: () => window.removeEventListener('message', onMessage),
  };
}

async function answerTo({ func, args }: Request, answers: Answers): Promise<Answer> {
  const answer = answers.get(func);
  if (!answer) {
    console.warn(`The tab called "${func}", which this host does not support.`, args);
    return refusal(func, notSupported, `${func} is not supported by this host.`);
  }
  try {
    return await answer(args);
  } catch (error) {
    console.error(`The host could not answer "${func}".`, error);
    return refusal(func, internalError, error instanceof Error ? error.message : String(error));
  }
}

/** A refusal in the shape that the caller inside teams-js looks for. */
export function refusal(func: string, errorCode: number, message: string): readonly unknown[] {
  if (func === 'authentication.getUser') return [false, { errorCode, message }];
  return statusFirst.has(func) ? [false, message] : [{ errorCode, message }];
}

function readRequest(data: unknown): Request | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { id, uuidAsString, func, args } = data as Record<string, unknown>;
  if (typeof id !== 'number' || typeof func !== 'string') return undefined;
  return {
    id,
    func,
    args: Array.isArray(args) ? args : [],
    ...(typeof uuidAsString === 'string' && { uuidAsString }),
  };
}
