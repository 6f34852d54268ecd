/** What can be made to go wrong with the next calls, one after the other in the order asked for. */
export type Fault =
  | { kind: 'throttle'; retryAfterSeconds: number }
  | { kind: 'fail'; status: 500 | 502 | 503 | 504 }
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'drop' };

export type Faults = {
  /** The next `calls` calls (all, when infinite) meet the fault. */
  add(fault: Fault, calls?: number): void;
  clear(): void;
  /** The fault that the call now arriving meets. */
  take(): Fault | undefined;
};

export function createFaults(): Faults {
  const queue: { fault: Fault; calls: number }[] = [];
  return {
    add: (fault, calls = 1) => queue.push({ fault, calls }),
    clear: () => queue.splice(0),
    take() {
      const [first] = queue;
      if (!first) return undefined;
      first.calls--;
      if (first.calls <= 0) queue.shift();
      return first.fault;
    },
  };
}
