import type { Fault } from '../../infra/local/graph/faults.ts';

/** What can go wrong with a call to Graph, before and after its effect. */
export const graphFaults: readonly [string, Fault][] = [
  ['too many requests', { kind: 'throttle', retryAfterSeconds: 1 }],
  ['too many requests, for longer than anybody waits', { kind: 'throttle', retryAfterSeconds: 60 }],
  ['a fault before the effect', { kind: 'fail', status: 503, when: 'before' }],
  ['a fault after the effect', { kind: 'fail', status: 500, when: 'after' }],
  ['nothing before the effect', { kind: 'hang', when: 'before' }],
  ['nothing after the effect', { kind: 'hang', when: 'after' }],
  ['a connection lost before the effect', { kind: 'drop', when: 'before' }],
  ['a connection lost after the effect', { kind: 'drop', when: 'after' }],
];
