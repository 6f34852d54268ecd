import type { Person } from '@open-door/api/people/schema.ts';
import { useLocation, useParams, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { noWish, wayIn } from '../matching/matching.ts';
import { BookForm } from './book-form.tsx';

/** Books a session with one champion: a time, the question, done. */
export default function BookPage() {
  const { personId = '' } = useParams();
  const person = useRead('GET /api/people/{personId}', { params: { personId } });
  if (person.isPending) return <PageSkeleton />;
  if (!person.data) return <ErrorState page error={person.error} onRetry={person.refetch} />;
  return <Booking key={personId} person={person.data} />;
}

function Booking({ person }: { person: Person }) {
  const { say } = useReader();
  const [, go] = useLocation();
  const at = new URLSearchParams(useSearch()).get('at') ?? undefined;
  const way = wayIn(useHistoryState());
  const back = way ? (
    <BackLink to={way.from ?? '/find-help'} state={{ wish: way.wish }}>
      {say(way.from === '/soonest' ? 'soonest.title' : 'find.title')}
    </BackLink>
  ) : (
    <BackLink to={`/people/${person.personId}`}>{person.displayName}</BackLink>
  );
  return (
    <PageFrame before={back} title={say('book.title', { name: givenName(person.displayName) })}>
      <PersonLine person={person} />
      <BookForm
        champion={person}
        wish={way?.wish ?? noWish}
        recognised={way?.recognised ?? []}
        at={at}
        // Replaced, so that the way back leads to the champions and not to a form already sent.
        onWaiting={() => go('/sessions', { replace: true, state: { justWaiting: true } })}
        onBooked={({ bookingId }) => go(`/sessions/${bookingId}`, { replace: true, state: { justBooked: true } })}
      />
    </PageFrame>
  );
}
