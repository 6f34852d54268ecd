/**
 * What an action answers: the wanted thing, or a refusal the caller must handle. A refusal carries a reason from the
 * action's closed union and may carry facts that help (`nearest` free slots). Faults are thrown, never returned.
 */
export type Result<Value extends object, Reason extends string, Facts extends object = object> =
  | ({ ok: true } & Value)
  | Refusal<Reason, Facts>;

export type Refusal<Reason extends string, Facts extends object = object> = { ok: false; reason: Reason } & Facts;

export function done<Value extends object>(value: Value): { ok: true } & Value {
  return { ok: true, ...value };
}

export function refuse<const Reason extends string>(reason: Reason): Refusal<Reason>;
export function refuse<const Reason extends string, Facts extends object>(
  reason: Reason,
  facts: Facts,
): Refusal<Reason, Facts>;
export function refuse(reason: string, facts: object = {}) {
  return { ok: false, reason, ...facts };
}

export function isRefusal(value: unknown): value is Refusal<string> {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
