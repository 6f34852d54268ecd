import type { Person } from '@open-door/api/people/schema.ts';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useLocation, useParams, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { noWish, type Wish, wayIn } from '../matching/matching.ts';
import { BookForm } from './book-form.tsx';

/** Books a session with one champion: a time, the question, done. */
export default function BookPage() {
  const { personId = '' } = useParams();
  const person = useRead('GET /api/people/{personId}', { params: { personId } });
  const ticketId = new URLSearchParams(useSearch()).get('ticket');
  const ticket = useRead('GET /api/tickets/{ticketId}', given(ticketId), { enabled: ticketId !== null });
  if (person.isPending || ticket.isLoading) return <PageSkeleton />;
  if (!person.data) return <ErrorState page error={person.error} onRetry={person.refetch} />;
  const own = ticket.data?.role === 'asker' && ticket.data.endedBy === null ? ticket.data : undefined;
  return <Booking key={personId} person={person.data} ticket={own} />;
}

const given = (ticketId: string | null) => ({ params: { ticketId: ticketId ?? '' } });

type BookingProps = {
  person: Person;
  /** The reader's live ticket that the session is booked instead of. */
  ticket: OwnTicket | undefined;
};

function Booking({ person, ticket }: BookingProps) {
  const { say } = useReader();
  const [, go] = useLocation();
  const at = new URLSearchParams(useSearch()).get('at') ?? undefined;
  const way = wayIn(useHistoryState());
  const back = ticket ? (
    <BackLink to="/queue">{ticket.queueName}</BackLink>
  ) : way ? (
    <BackLink to={way.from ?? '/find-help'} state={{ wish: way.wish, post: way.post }}>
      {say(way.from === '/soonest' ? 'soonest.title' : 'find.title')}
    </BackLink>
  ) : (
    <BackLink to={`/people/${person.personId}`}>{person.displayName}</BackLink>
  );
  return (
    <PageFrame before={back} title={say('book.title', { name: givenName(person.displayName) })}>
      <PersonLine person={person} />
      {ticket && <Notice>{say('book.instead', { queue: ticket.queueName })}</Notice>}
      <BookForm
        ticketId={ticket?.ticketId}
        postId={way?.post?.messageId}
        champion={person}
        wish={ticket ? wishOf(ticket) : (way?.wish ?? noWish)}
        recognised={way?.recognised ?? []}
        at={at}
        // Replaced, so that the way back leads to the champions and not to a form already sent.
        onWaiting={() => go('/sessions', { replace: true, state: { justWaiting: true } })}
        onBooked={({ bookingId }) => go(`/sessions/${bookingId}`, { replace: true, state: { justBooked: true } })}
      />
    </PageFrame>
  );
}

function wishOf({ question, topic }: OwnTicket): Wish {
  return { goal: question, topics: topic ? [topic.topic] : [] };
}
