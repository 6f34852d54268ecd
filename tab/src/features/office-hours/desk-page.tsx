import { useParams } from 'wouter';
import { AnswerEditor } from '../answers/answer-editor.tsx';
import { MyAnswers } from '../answers/my-answers.tsx';
import { OfferEditor } from '../champions/offer-editor.tsx';
import { DeskNotes } from './desk-notes.tsx';
import { DeskRequests } from './desk-requests.tsx';
import { DeskSessions } from './desk-sessions.tsx';
import { HoursEditor } from './hours-editor.tsx';

/** The champion's desk: who comes, who waits, what was, what I shared, when I am there, what I offer. */
export default function DeskPage() {
  const { part, bookingId } = useParams();
  if (part === 'hours') return <HoursEditor />;
  if (part === 'offer') return <OfferEditor />;
  if (part === 'requests') return <DeskRequests />;
  if (part === 'notes') return <DeskNotes bookingId={bookingId} />;
  if (part === 'answers') return bookingId ? <AnswerEditor key={bookingId} from={bookingId} /> : <MyAnswers />;
  return <DeskSessions bookingId={part} />;
}
