import { createContext, type RefObject, useContext, useEffect, useRef } from 'react';

/** True once the person moved inside the tab; on the first page the host decides where focus is. */
export const ArrivalContext = createContext(false);

/**
 * Moves focus to a heading when the person arrives at what it names, so that screen readers say where they are and the
 * next Tab starts there. `place` tells one arrival from another. The heading needs `tabIndex={-1}`.
 */
export function useFocusOnArrival(place: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useContext(ArrivalContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another arrival
  useEffect(() => {
    if (moved) heading.current?.focus();
  }, [place]);
  return heading;
}

/** Gives focus back to the page's title when what had it went away. */
export function focusTitle(): void {
  document.querySelector('h1')?.focus();
}

/**
 * Catches focus when what had it goes away (a row that was decided, a button that did its work) and gives it to the
 * page's title, without scrolling; otherwise the next Tab would start outside the page.
 */
export function useFocusCaught(): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = page;
    if (!current) return;
    let last: Element | undefined;
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : undefined;
    };
    const removals = new MutationObserver(() => {
      if (last?.isConnected === false && document.activeElement === document.body) {
        current.querySelector('h1')?.focus({ preventScroll: true });
      }
    });
    current.addEventListener('focusin', remember);
    removals.observe(current, { childList: true, subtree: true });
    return () => {
      current.removeEventListener('focusin', remember);
      removals.disconnect();
    };
  }, []);
  return page;
}
