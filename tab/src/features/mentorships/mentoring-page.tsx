import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useWide } from '../../components/wide.ts';
import { useReader } from '../../reader.tsx';
import { Invitations, saidNo } from './invitations.tsx';
import { MentorshipDetail } from './mentorship-detail.tsx';
import { MentorshipLine } from './mentorship-line.tsx';
import { isOver, useInvitations, useMentorships } from './mentorships.ts';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
  },
  alone: { maxWidth: '44rem' },
  detail: { position: 'sticky', top: tokens.spacingVerticalXL },
});

/** Who the reader meets for some weeks, on either side, and who asks them to; a wide screen shows one beside the list. */
export default function MentoringPage() {
  const styles = useStyles();
  const { say } = useReader();
  const { mentorshipId } = useParams();
  const wide = useWide();
  const newest = useMentorships().data?.items[0]?.mentorshipId;
  // It stays on screen when what is done to it moves it down the list.
  const [first, setFirst] = useState(newest);
  if (!first && newest) setFirst(newest);
  const shown = mentorshipId ?? (wide ? first : undefined);
  if (mentorshipId && !wide) {
    return (
      <PageFrame
        before={<BackLink to="/mentoring">{say('mentoring.title')}</BackLink>}
        title={say('mentoring.one')}
        headed
      >
        <MentorshipDetail key={mentorshipId} mentorshipId={mentorshipId} level="h1" />
      </PageFrame>
    );
  }
  return (
    <PageFrame before={<BackLink to="/sessions">{say('nav.sessions')}</BackLink>} title={say('mentoring.title')}>
      <div className={wide && shown ? styles.sides : styles.alone}>
        <Mentorships selected={wide ? shown : undefined} />
        {wide && shown && (
          <div className={styles.detail}>
            <MentorshipDetail key={shown} mentorshipId={shown} level="h2" />
          </div>
        )}
      </div>
    </PageFrame>
  );
}

function Mentorships({ selected }: { selected: string | undefined }) {
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const mentorships = useMentorships();
  const invitations = useInvitations();
  const retry = () => {
    void mentorships.refetch();
    void invitations.refetch();
  };
  if (mentorships.isPending || invitations.isPending) return <PersonSkeletons count={2} />;
  if (!mentorships.data || !invitations.data) {
    return <ErrorState error={mentorships.error ?? invitations.error} onRetry={retry} />;
  }
  const { items } = mentorships.data;
  const live = items.filter((each) => !isOver(each));
  const given = live.flatMap(({ cohort, yourPart }) => (cohort && yourPart === 'learner' ? [cohort.cohortId] : []));
  // Whom a cohort gave a mentor has nothing to wait for in it.
  const invited = invitations.data.items.filter(({ state, cohortId }) => state !== 'in' || !given.includes(cohortId));
  return (
    <div className={surface.stack}>
      <Invitations invitations={invited.filter((each) => !saidNo(each))} />
      <MentorshipList title={say('mentoring.live')} mentorships={live} selected={selected} />
      <MentorshipList title={say('mentoring.over')} mentorships={items.filter(isOver)} selected={selected} />
      <Invitations invitations={invited.filter(saidNo)} />
      {items.length === 0 && invited.length === 0 && (
        <EmptyState
          title={say('mentoring.none')}
          text={say('mentoring.none-how')}
          action={
            <Button appearance="primary" onClick={() => go('/find-help')}>
              {say('goal.find')}
            </Button>
          }
        />
      )}
    </div>
  );
}

type MentorshipListProps = { title: string; mentorships: readonly Mentorship[]; selected: string | undefined };

function MentorshipList({ title, mentorships, selected }: MentorshipListProps) {
  const surface = useSurface();
  if (mentorships.length === 0) return null;
  return (
    <section className={surface.stack}>
      <Heading>{title}</Heading>
      <ul className={surface.list}>
        {mentorships.map((each) => (
          <li key={each.mentorshipId}>
            <MentorshipLine mentorship={each} selected={each.mentorshipId === selected} />
          </li>
        ))}
      </ul>
    </section>
  );
}
