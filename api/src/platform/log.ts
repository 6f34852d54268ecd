/** One line of JSON per event, so that Application Insights and a terminal can both read it. */
export type Log = Record<'info' | 'warn' | 'error', (event: string, fields?: Record<string, unknown>) => void>;

/** A log that writes JSON lines through `write`; errors become `{ name, message, stack }`, which JSON would drop. */
export function jsonLog(write: (line: string) => void, now: () => { toString(): string }): Log {
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      write(JSON.stringify({ at: now().toString(), level, event, ...fields }, readableErrors));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function readableErrors(_key: string, value: unknown) {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  // Libraries put anything into a cause: whole requests with their tokens, the claims of one.
  return { name, message, stack, ...(cause instanceof Error && { cause }) };
}
