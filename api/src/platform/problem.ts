import { type MessageKey, messageKey, say } from './messages.ts';

/** RFC 9457 problem details: `type` is the reason, `title` says in the reader's language what happened and what to do. */
export type Problem = { type: string; title: string; status: number } & Record<string, unknown>;

type ProblemInput = {
  reason: string;
  status: number;
  locale: string;
  key?: MessageKey;
  facts?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** Answers are for one person, at one moment, and never anything else than they say. */
export const answerHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** A problem as a response. `facts` become members of the problem and arguments of its message. */
export function problemResponse({ reason, status, locale, key, facts = {}, headers = {} }: ProblemInput): Response {
  const wording = key ?? messageKey(`refusal.${reason}`);
  const title = wording ? say(locale, wording, plainValues(facts)) : reason;
  const problem: Problem = { type: reason, title, status, ...facts };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'content-language': locale, ...answerHeaders, ...headers },
  });
}

function plainValues(facts: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  );
}
