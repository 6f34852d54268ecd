import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { useParams } from 'wouter';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSides } from '../../components/sides.ts';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useKept } from '../../kept.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { AnswersOf } from '../answers/answers-of.tsx';
import { BlockPerson } from '../mentorships/block-person.tsx';
import { Hours } from '../office-hours/hours.tsx';
import { LiveAt } from '../queue/live-at.tsx';
import { useMyself } from './me.ts';
import { PersonAction } from './person-action.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonOffer } from './person-offer.tsx';
import { PersonRoles } from './person-roles.tsx';
import { PersonStanding } from './person-standing.tsx';

const useStyles = makeStyles({
  role: { margin: 0 },
});

/** Is this the right person for me? */
export default function PersonPage() {
  const { personId = '' } = useParams();
  return <PersonById key={personId} personId={personId} />;
}

function PersonById({ personId }: { personId: string }) {
  const { say } = useReader();
  const { data, error, isPending, refetch } = useRead('GET /api/people/{personId}', { params: { personId } });
  if (isPending) return <PageSkeleton />;
  if (!data) return <ErrorState page error={error} onRetry={refetch} stillWorks={say('person.still-works')} />;
  return <PersonView person={data} />;
}

function PersonView({ person }: { person: Person }) {
  const sides = useSides();
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const me = useMyself();
  const [directory] = useKept<string>('directory');
  const { personId, displayName, jobTitle, department, office, champion, active, nominated } = person;
  const mine = personId === me.personId;
  // Somebody who left has no action, nor has a nomination that waits.
  const hasAction = active && (champion !== null || !nominated);
  return (
    <PageFrame
      before={<BackLink to={directory ?? '/people'}>{say('nav.people')}</BackLink>}
      title={displayName}
      action={hasAction && <PersonAction person={person} mine={mine} />}
    >
      <p className={mergeClasses(styles.role, surface.quiet)}>
        {[champion && say(`people.${champion.kind}`), jobTitle, department, office].filter(Boolean).join(' · ')}
      </p>
      <PersonStanding person={person} mine={mine} />
      {champion && active && !mine && <LiveAt personId={personId} displayName={displayName} />}
      <div className={sides.wideFirst}>
        {champion && (
          <div className={surface.stack}>
            <PersonOffer champion={champion} offer={person.offer} name={displayName} />
            {active && <Hours champion={person} mine={mine} />}
            <AnswersOf championId={personId} />
          </div>
        )}
        <div className={surface.stack}>
          <PersonFacts person={person} />
          {active && !mine && <BlockPerson personId={personId} displayName={displayName} />}
          {active && me.roles.includes('owner') && <PersonRoles personId={personId} name={givenName(displayName)} />}
        </div>
      </div>
    </PageFrame>
  );
}
