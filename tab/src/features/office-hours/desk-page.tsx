import { useParams } from 'wouter';
import { AnswerEditor, fromAddress } from '../answers/answer-editor.tsx';
import { MyAnswers } from '../answers/my-answers.tsx';
import { OfferEditor } from '../champions/offer-editor.tsx';
import { useMyself } from '../people/me.ts';
import { DeskQueue } from '../queue/desk-queue.tsx';
import { DeskNotes } from './desk-notes.tsx';
import { DeskRequests } from './desk-requests.tsx';
import { DeskSessions } from './desk-sessions.tsx';
import { HoursEditor } from './hours-editor.tsx';

/**
 * The champion's desk: who comes, who waits in the live queue and for a time, what was, what I shared, when I am there, what I
 * offer. For a specialist who is no champion it is what was escalated to them.
 */
export default function DeskPage() {
  const { part, bookingId } = useParams();
  const { roles } = useMyself();
  const isChampion = roles.includes('champion') || roles.includes('mentor');
  if (part === 'queue' || !isChampion) return <DeskQueue shown={bookingId} />;
  if (part === 'hours') return <HoursEditor />;
  if (part === 'offer') return <OfferEditor />;
  if (part === 'requests') return <DeskRequests />;
  if (part === 'notes') return <DeskNotes bookingId={bookingId} />;
  if (part === 'answers')
    return bookingId ? <AnswerEditor key={bookingId} from={fromAddress(bookingId)} /> : <MyAnswers />;
  return <DeskSessions bookingId={part} />;
}
