import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Nomination } from '@open-door/api/champions/schema.ts';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { type ChampionState, useChampions } from './champions.ts';
import { DecisionButtons } from './decision-buttons.tsx';

const useStyles = makeStyles({
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '56rem' },
  line: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  note: { margin: 0, whiteSpace: 'pre-wrap' },
  part: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
});

/** Nominations that wait for a decision, then champions and mentors, then those who are not. */
export function Champions() {
  const { say } = useReader();
  return (
    <>
      <Nominations state="nominated" title={say('champions.nominated')}>
        <EmptyState title={say('champions.none-nominated')} text={say('champions.none-nominated-next')} />
      </Nominations>
      <Nominations state="confirmed" title={say('champions.confirmed')}>
        <EmptyState
          title={say('champions.none-confirmed')}
          text={say('champions.none-nominated-next')}
          action={<TextLink to="/people">{say('nav.people')}</TextLink>}
        />
      </Nominations>
      <Nominations state="declined" title={say('champions.declined')} />
      <Nominations state="ended" title={say('champions.ended')} />
    </>
  );
}

type NominationsProps = {
  state: ChampionState;
  title: string;
  /** What an empty list shows; without it the whole part goes away. */
  children?: ReactNode;
};

function Nominations({ state, title, children }: NominationsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const list = useChampions(state);
  const empty = list.items?.length === 0;
  if (!children && (empty || list.isPending)) return null;
  return (
    <section className={styles.part}>
      <Heading>{title}</Heading>
      {list.isPending && <PersonSkeletons count={2} />}
      {list.isError && !list.items && <ErrorState error={list.error} onRetry={list.refetch} />}
      {empty && children}
      <ul className={`${surface.list} ${styles.lines}`}>
        {list.items?.map((nomination) => (
          <li key={nomination.person.personId} className={styles.line}>
            <NominationLine nomination={nomination} />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={list} />
      </div>
    </section>
  );
}

function NominationLine({ nomination }: { nomination: Nomination }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { person, kind, nominatedBy, note, state } = nomination;
  const skills = person.champion?.skills.map(({ label }) => label).join(', ');
  const waits = state === 'nominated';
  const decide = <DecisionButtons nomination={nomination} />;
  const by = waits && say('champions.by', { name: nominatedBy ?? 'nobody' });
  return (
    <>
      <PersonLine
        person={person}
        end={!waits && decide}
        detail={<Caption1>{[say(`people.${kind}`), by, skills].filter(Boolean).join(' · ')}</Caption1>}
      />
      {waits && note && <p className={styles.note}>“{note}”</p>}
      {waits && <div className={surface.row}>{decide}</div>}
    </>
  );
}
