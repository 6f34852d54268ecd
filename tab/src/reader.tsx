import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type CompiledCatalogue, createSay } from './messages.ts';
import type { Reading } from './times.ts';

const ReaderContext = createContext<Omit<Reading, 'now'> | undefined>(undefined);

type ReaderProps = { locale: string; catalogue: CompiledCatalogue; timeZone: string; children: ReactNode };

/** Gives every screen below the reader's words, locale and time zone. */
export function Reader({ locale, catalogue, timeZone, children }: ReaderProps) {
  const say = useMemo(() => createSay(locale, catalogue), [locale, catalogue]);
  const reader = useMemo(() => ({ say, locale, timeZone }), [say, locale, timeZone]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** Says times below in another zone than the device's: the one of the person's profile. */
export function InTimeZone({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const outer = useReader();
  const reader = useMemo(() => ({ ...outer, timeZone }), [outer, timeZone]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** The words: `const { say } = useReader()`, then `say('home.title')`. */
export function useReader(): Omit<Reading, 'now'> {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('no reader: wrap the screen in Reader');
  return reader;
}

/** The words together with the present minute, for saying times that stay true while the screen is open. */
export function useReading(): Reading {
  const reader = useReader();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => ({ ...reader, now }), [reader, now]);
}
