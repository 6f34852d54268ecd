import { Button } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useEffect } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useCalendarCheck, useCalendarFile } from './session-changes.ts';

/** Whether the session is in Outlook; where it is not yet, it is put there now, and the file is here meanwhile. */
export function SessionCalendar({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const download = useCalendarFile();
  const check = useCalendarCheck();
  const { bookingId, calendar, startsAt } = session;
  const { mutate } = check;
  // A session that moved is another one to the calendar.
  useEffect(() => {
    if (calendar === 'pending' && startsAt) mutate({ body: { bookingId } });
  }, [calendar, bookingId, startsAt, mutate]);
  const saveFile = () => {
    download(bookingId).catch((error: Error) => toast({ text: errorTitle(error, say) }));
  };
  return (
    <div className={surface.row}>
      <span role="status" className={surface.quiet}>
        {calendar === 'in-step' && say('calendar.in-step')}
        {calendar === 'pending' && check.isPending && say('calendar.writing')}
        {calendar === 'pending' && !check.isPending && (check.data?.because ?? say('calendar.pending'))}
      </span>
      <Button size="small" appearance={calendar === 'in-step' ? 'subtle' : 'secondary'} onClick={saveFile}>
        {say('session.calendar')}
      </Button>
    </div>
  );
}
