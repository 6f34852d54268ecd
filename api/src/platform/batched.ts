/**
 * Asks for many keys at once: who asks while an answer is under way is answered by the next one, which begins after they
 * asked. So nobody gets an answer from before their question, however many ask. A key without an answer is `undefined`.
 */
export function batched<Value>(
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: { keys: Set<string>; answer: Promise<ReadonlyMap<string, Value>> } | undefined;
  return async (key) => {
    if (!next) {
      const keys = new Set<string>();
      const begin = () => {
        next = undefined;
        return ask([...keys]);
      };
      const answer = underWay.then(begin, begin);
      underWay = answer;
      next = { keys, answer };
    }
    next.keys.add(key);
    return (await next.answer).get(key);
  };
}
