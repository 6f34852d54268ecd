import type { DraftPlaces, OnDevice } from './draft-keeper.ts';

/**
 * Where a device holds what somebody writes until the server has it. What cannot be read back is none; a browser that
 * keeps nothing for a page inside another one is no worse than before.
 */
export function onDevice(personId: string): DraftPlaces['device'] {
  const name = `open-door draft ${personId}`;
  return {
    read: () => attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as OnDevice | null) ?? undefined,
    write: (held) => attempt(() => localStorage.setItem(name, JSON.stringify(held))),
    forget: () => attempt(() => localStorage.removeItem(name)),
  };
}

function attempt<Value>(access: () => Value): Value | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
