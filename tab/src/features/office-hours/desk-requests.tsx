import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Waiting } from '@open-door/api/office-hours/schema/waiting-list.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { clock, dayAndClock } from '../../times.ts';
import { DeskFrame } from './desk-frame.tsx';
import { useRequests } from './waiting.ts';

const useStyles = makeStyles({
  lines: { rowGap: tokens.spacingVerticalM, maxWidth: '56rem' },
  question: { whiteSpace: 'pre-wrap' },
  words: { margin: 0, maxWidth: '70ch' },
});

/** Who waits for a place, what they want to ask, and what is offered to them just now. */
export function DeskRequests() {
  return (
    <DeskFrame here="/desk/requests">
      <Requests />
    </DeskFrame>
  );
}

function Requests() {
  const styles = useStyles();
  const { say } = useReading();
  const { places, isPending, error, refetch } = useRequests();
  if (isPending) return <PersonSkeletons count={2} />;
  if (!places) return <ErrorState error={error} onRetry={refetch} />;
  const more = <TextLink to="/desk/hours">{say('requests.more-hours')}</TextLink>;
  if (places.length === 0) {
    return <EmptyState title={say('requests.none')} text={say('requests.none-next')} action={more} />;
  }
  const sessions = [...new Set(places.map(({ session }) => session?.startsAt))];
  return (
    <>
      <p className={styles.words}>
        {say('requests.how')} {more}
      </p>
      {sessions.map((startsAt) => (
        <Line
          key={startsAt ?? 'any'}
          startsAt={startsAt}
          places={places.filter(({ session }) => session?.startsAt === startsAt)}
        />
      ))}
    </>
  );
}

/** Everybody in one line, the first one first. */
function Line({ startsAt, places }: { startsAt: string | undefined; places: readonly Waiting[] }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  return (
    <section className={surface.tight}>
      <Heading>
        {startsAt ? say('requests.for-group', { when: dayAndClock(startsAt, reading) }) : say('requests.for-any')}
      </Heading>
      <ol className={mergeClasses(surface.list, styles.lines)}>
        {places.map((place) => (
          <li key={place.waitingId} className={surface.box}>
            <PersonLine person={place.learner} detail={<Place place={place} />} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Place({ place: { ahead, joinedAt, topic, question, offer, past } }: { place: Waiting }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const standing = [
    say('requests.ahead', { ahead }),
    say('requests.since', { when: dayAndClock(joinedAt, reading) }),
    topic?.label,
  ];
  return (
    <>
      <span>{standing.filter(Boolean).join(' · ')}</span>
      {question && <span className={styles.question}>{question}</span>}
      {offer && (
        <strong>
          {say('requests.offer', { when: dayAndClock(offer.startsAt, reading), until: clock(offer.until, reading) })}
        </strong>
      )}
      {past.map(({ startsAt, answer }) => (
        <span key={startsAt} className={surface.quiet}>
          {say('requests.past', { when: dayAndClock(startsAt, reading), answer })}
        </span>
      ))}
    </>
  );
}
