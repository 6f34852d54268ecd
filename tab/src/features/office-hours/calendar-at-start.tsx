import { useEffect } from 'react';
import { useToast } from '../../components/toasts.tsx';
import { useReading } from '../../reader.tsx';
import { dayAndClock, givenName } from '../../times.ts';
import { useCalendarCheck } from './session-changes.ts';
import { otherSide } from './sessions.ts';

/** Milliseconds after which somebody who comes back to the open tab is "next here" again. */
const again = 15 * 60_000;

/**
 * Brings sessions and Outlook into step whenever the reader comes here: what could not be written is, and what they moved
 * or declined in Outlook is taken over and said. Shows nothing of its own.
 */
export default function CalendarAtStart() {
  const { mutate, data } = useCalendarCheck();
  const toast = useToast();
  const reading = useReading();
  useEffect(() => {
    let last = 0;
    const check = () => {
      if (document.hidden || Date.now() - last < again) return;
      last = Date.now();
      mutate({ body: {} });
    };
    check();
    document.addEventListener('visibilitychange', check);
    return () => document.removeEventListener('visibilitychange', check);
  }, [mutate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when the answer is new
  useEffect(() => {
    const [first] = data?.changed ?? [];
    if (!first) return;
    const { say } = reading;
    const facts = { name: givenName(otherSide(first).displayName), when: dayAndClock(first.startsAt, reading) };
    toast({ text: say(first.state === 'booked' ? 'calendar.moved' : 'calendar.declined', facts) });
  }, [data]);
  return null;
}
