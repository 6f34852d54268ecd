import { NewestPost } from './features/leadership/newest-post.tsx';
import CalendarAtStart from './features/office-hours/calendar-at-start.tsx';
import { TurnBar } from './features/queue/turn-bar.tsx';
import type { LatePlace } from './late.ts';

/**
 * What comes after the first screen: on Home the newest leader's post; with every page sessions kept in step with Outlook,
 * and the word that it is the reader's turn.
 */
export default function Companion({ at }: { at: LatePlace }) {
  if (at === 'home') return <NewestPost />;
  return (
    <>
      <CalendarAtStart />
      <TurnBar />
    </>
  );
}
