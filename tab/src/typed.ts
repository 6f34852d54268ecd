import { useEffect, useState } from 'react';

/** Long enough that a typed word asks once, short enough to feel like typing. */
const typingPauseMilliseconds = 250;

/** What stands in a search field, told to `onPause` once the typing pauses; another `current` from outside takes its place. */
export function useTyped(current: string, onPause: (typed: string) => void) {
  const [typed, setTyped] = useState(current);
  const [told, setTold] = useState(current);
  if (current !== told) {
    setTold(current);
    if (current !== typed.trim()) setTyped(current);
  }
  useEffect(() => {
    if (typed.trim() === current) return;
    const timer = setTimeout(() => onPause(typed.trim()), typingPauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, current, onPause]);
  return [typed, setTyped] as const;
}
