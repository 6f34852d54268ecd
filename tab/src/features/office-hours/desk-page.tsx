import { useParams } from 'wouter';
import { OfferEditor } from '../champions/offer-editor.tsx';
import { DeskSessions } from './desk-sessions.tsx';
import { HoursEditor } from './hours-editor.tsx';

/** The champion's desk: who comes, when I am there, what I offer. */
export default function DeskPage() {
  const { part } = useParams();
  if (part === 'hours') return <HoursEditor />;
  if (part === 'offer') return <OfferEditor />;
  return <DeskSessions bookingId={part} />;
}
