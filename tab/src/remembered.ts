import { useState } from 'react';

/** A choice of how to look at things, which this device remembers; `usual` until one is made or where nothing is kept. */
export function useRemembered<Value extends string>(
  name: string,
  values: readonly Value[],
  usual: Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => values.find((one) => one === read(name)) ?? usual);
  const remember = (chosen: Value) => {
    setValue(chosen);
    write(name, chosen);
  };
  return [value, remember];
}

// A browser may keep nothing for a page inside another one, and throws when it is asked to.

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It holds until the page is left.
  }
}
