import { Button, Field, mergeClasses, Select, Textarea } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { Refusal } from './book-refusal.tsx';
import { useFormSides } from './form-sides.ts';
import { type Occurrence, SeriesPlan } from './series-plan.tsx';
import { useBookSeries, useSeriesPreview } from './session-changes.ts';
import { SlotChoice } from './slot-choice.tsx';

/** Books regular sessions with a mentor: the first time, how often, and what stands in the way of each. */
export default function SeriesPage() {
  const { personId = '' } = useParams();
  const { say } = useReader();
  const person = useRead('GET /api/people/{personId}', { params: { personId } });
  if (person.isPending) return <PageSkeleton />;
  if (!person.data) return <ErrorState page error={person.error} onRetry={person.refetch} />;
  const mentor = person.data;
  return (
    <PageFrame
      before={<BackLink to={`/people/${personId}`}>{mentor.displayName}</BackLink>}
      title={say('series.title', { name: givenName(mentor.displayName) })}
    >
      <PersonLine person={mentor} />
      <SeriesForm key={personId} mentor={mentor} />
    </PageFrame>
  );
}

const weeks = [1, 2, 3, 4] as const;
const counts = [2, 3, 4, 5, 6, 8, 10, 12] as const;

function SeriesForm({ mentor }: { mentor: Person }) {
  const styles = useFormSides();
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const toast = useToast();
  const preview = useSeriesPreview();
  const book = useBookSeries();
  const [startsAt, setStartsAt] = useState<string>();
  const [everyWeeks, setEveryWeeks] = useState(2);
  const [sessions, setSessions] = useState(6);
  const [missing, setMissing] = useState(false);
  const [question, setQuestion] = useState('');
  const [planned, setPlanned] = useState<Occurrence[]>();
  const name = givenName(mentor.displayName);
  const look = (wish: { startsAt?: string; everyWeeks?: number; sessions?: number }) => {
    const next = { startsAt, everyWeeks, sessions, ...wish };
    setStartsAt(next.startsAt);
    setEveryWeeks(next.everyWeeks);
    setSessions(next.sessions);
    setMissing(false);
    book.reset();
    if (!next.startsAt) return;
    const body = { championId: mentor.personId, ...next, startsAt: next.startsAt };
    preview.mutate({ body }, { onSuccess: ({ occurrences }) => setPlanned(occurrences) });
  };
  const free = planned?.filter(({ conflict }) => conflict === null) ?? [];
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!startsAt) return setMissing(true);
    if (book.isPending || free.length < 2) return;
    const starts = free.map((occurrence) => occurrence.startsAt);
    const body = { championId: mentor.personId, everyWeeks, starts, question };
    const done = () => {
      go('/sessions', { replace: true });
      toast({ text: say('series.booked', { count: starts.length, name }) });
    };
    book.mutate({ body }, { onSuccess: done, onError: () => look({}) });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <section className={mergeClasses(surface.stack, styles.times)}>
        <Heading>{say('series.first')}</Heading>
        <SlotChoice
          champion={mentor}
          chosen={startsAt}
          onChoose={(slot) => look({ startsAt: slot.startsAt })}
          missing={missing}
        />
      </section>
      <section className={surface.stack}>
        <Heading>{say('series.then')}</Heading>
        <div className={surface.row}>
          <Field label={say('series.how-often')}>
            <Select value={String(everyWeeks)} onChange={(_, { value }) => look({ everyWeeks: Number(value) })}>
              {weeks.map((count) => (
                <option key={count} value={count}>
                  {say('series.every', { count })}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={say('series.how-many')}>
            <Select value={String(sessions)} onChange={(_, { value }) => look({ sessions: Number(value) })}>
              {counts.map((count) => (
                <option key={count}>{count}</option>
              ))}
            </Select>
          </Field>
        </div>
        {preview.isError && <Refusal error={preview.error} onTake={(slot) => look({ startsAt: slot.startsAt })} />}
        {planned && <SeriesPlan planned={planned} mentor={mentor} onChange={setPlanned} />}
        <Field label={say('book.ask', { name })} hint={say('book.ask-hint')}>
          <Textarea value={question} rows={3} maxLength={2000} onChange={(_, { value }) => setQuestion(value)} />
        </Field>
        {book.isError && <Refusal error={book.error} onTake={(slot) => look({ startsAt: slot.startsAt })} />}
      </section>
      <div className={styles.confirm}>
        <Button
          type="submit"
          appearance="primary"
          disabledFocusable={book.isPending || (planned !== undefined && free.length < 2)}
        >
          {planned ? say('series.book', { count: free.length }) : say('series.open')}
        </Button>
      </div>
    </form>
  );
}
