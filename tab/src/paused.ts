import { useEffect, useState } from 'react';

/** Long enough that a typed word or several choices ask once, short enough to feel immediate. */
const pauseMilliseconds = 300;

/** A text as it was when typing or choosing last paused. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
