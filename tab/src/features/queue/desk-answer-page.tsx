import { useParams } from 'wouter';
import { AnswerEditor } from '../answers/answer-editor.tsx';

/** Shares what helped with a ticket as an answer for everybody. */
export default function DeskAnswerPage() {
  const { ticketId = '' } = useParams();
  return <AnswerEditor key={ticketId} from={{ ticketId }} />;
}
