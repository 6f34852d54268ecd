import type { Deps } from '@open-door/api/deps.ts';
import type { recognise } from '@open-door/api/people/actions/recognise.ts';
import type { Addressee } from './cards/parts.ts';

export type Actor = Extract<Awaited<ReturnType<typeof recognise>>, { ok: true }>['actor'];

/** One person's turn: what a command needs to act for them and to answer in their words. */
export type Turn = {
  deps: Deps;
  actor: Actor;
  to: Addressee;
  /** The id Teams gave to this message or press: the same, however often it is sent. */
  key: string | undefined;
};

/** Whether somebody posts as a leader. */
export function isLeader({ actor }: Turn): boolean {
  return actor.roles.includes('leader');
}

/** Whether somebody may help at queues at all. */
export function isChampion({ actor }: Turn): boolean {
  return actor.roles.some((role) => role === 'champion' || role === 'mentor');
}
