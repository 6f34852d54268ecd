import { mergeClasses } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useFocusOnArrival } from '../../components/arrival.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { CheckInsSaid, DueCheckIn } from './check-ins.tsx';
import { Meeting } from './meeting.tsx';
import { MentorshipChanges } from './mentorship-changes.tsx';
import { MentorshipGoal } from './mentorship-goal.tsx';
import { standingWords } from './mentorship-line.tsx';
import { isOver, otherSide, useMentorship } from './mentorships.ts';
import { Proposal } from './proposal.tsx';

type MentorshipDetailProps = {
  mentorshipId: string;
  /** Its heading's level: the page's own where it stands alone. */
  level: 'h1' | 'h2';
};

/** One mentorship: with whom, about what, and what can be done as it stands. */
export function MentorshipDetail({ mentorshipId, level }: MentorshipDetailProps) {
  const { data, error, isPending, refetch } = useMentorship(mentorshipId);
  if (isPending) return <PersonSkeletons count={2} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  return <Whole mentorship={data} level={level} />;
}

function Whole({ mentorship, level }: { mentorship: Mentorship; level: 'h1' | 'h2' }) {
  const surface = useSurface();
  const { say } = useReader();
  const { mentorshipId, state, yourPart, cohort } = mentorship;
  const other = otherSide(mentorship);
  const heading = useFocusOnArrival(mentorshipId + state);
  return (
    <article className={mergeClasses(surface.box, surface.stack)}>
      <Heading as={level} ref={heading} tabIndex={-1}>
        {say(`mentoring.with-${yourPart}`, { name: other.displayName, state })}
      </Heading>
      <Standing mentorship={mentorship} />
      <PersonLine person={other} />
      {cohort && <span className={surface.quiet}>{say('mentoring.from-cohort', { cohort: cohort.name })}</span>}
      <MentorshipGoal mentorship={mentorship} />
      {state === 'proposed' && <Proposal mentorship={mentorship} />}
      <DueCheckIn mentorship={mentorship} />
      {state === 'active' && <Meeting mentorship={mentorship} />}
      <CheckInsSaid checkIns={mentorship.checkIns} />
      <MentorshipChanges mentorship={mentorship} />
    </article>
  );
}

function Standing({ mentorship }: { mentorship: Mentorship }) {
  const surface = useSurface();
  const reading = useReading();
  if (mentorship.state === 'proposed') return null;
  return (
    <div className={surface.tight}>
      <span role="status">{standingWords(mentorship, reading)}</span>
      {isOver(mentorship) && mentorship.ended && <span>{mentorship.ended}</span>}
      {mentorship.state === 'paused' && <span className={surface.quiet}>{reading.say('mentoring.pause-means')}</span>}
    </div>
  );
}
