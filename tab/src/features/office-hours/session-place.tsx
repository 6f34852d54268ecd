import { Button } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

/** Where a session takes place, how many come, and the way in while there is one. */
export function SessionPlace({ session }: { session: Booking }) {
  const surface = useSurface();
  const { say } = useReader();
  const { place, room, seats, meetingUrl } = session;
  const where = place === 'teams' ? say('slot.in-teams') : place === 'room' ? room : say('slot.either', { room });
  const parts = [where, ...(seats ? [say('session.seats', seats)] : [])];
  return (
    <div className={surface.row}>
      <span>{parts.join(' · ')}</span>
      {meetingUrl && (
        <Button as="a" size="small" href={meetingUrl} target="_blank" rel="noreferrer">
          {say('session.join')}
        </Button>
      )}
    </div>
  );
}
