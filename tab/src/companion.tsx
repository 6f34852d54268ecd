import CalendarAtStart from './features/office-hours/calendar-at-start.tsx';
import { TurnBar } from './features/queue/turn-bar.tsx';

/** What every page has with it: sessions kept in step with Outlook, and the word that it is the reader's turn. */
export default function WithEveryPage() {
  return (
    <>
      <CalendarAtStart />
      <TurnBar />
    </>
  );
}
