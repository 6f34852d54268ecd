import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Output } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSides } from '../../components/sides.ts';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { Topic } from '../../live.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { OwnerFrame } from './owner-frame.tsx';
import { LeaderLines } from './owner-leaders.tsx';
import { LeadersByWeek } from './owner-weeks.tsx';
import { WithoutLeader } from './owner-without.tsx';

const useStyles = makeStyles({
  weeks: { maxWidth: '14rem' },
  first: { margin: 0, maxWidth: '70ch', fontWeight: tokens.fontWeightSemibold },
  words: { margin: 0, maxWidth: '70ch' },
});

const live: readonly Topic[] = ['leaders'];
const choices = [4, 12, 26, 52];

/** Which leaders are seen to learn, where nobody is, and what their posts led to. */
export function Overview() {
  const styles = useStyles();
  const { say } = useReader();
  const [weeks, setWeeks] = useState(12);
  const { data, error, isPending, refetch } = useRead('GET /api/leadership/overview', { query: { weeks } }, { live });
  return (
    <OwnerFrame part="shows">
      <Field className={styles.weeks} label={say('leadership.weeks')}>
        <Select value={String(weeks)} onChange={(_, { value }) => setWeeks(Number(value))}>
          {choices.map((each) => (
            <option key={each} value={each}>
              {say('leadership.last-weeks', { weeks: each })}
            </option>
          ))}
        </Select>
      </Field>
      {isPending && <PersonSkeletons count={4} />}
      {!isPending && !data && <ErrorState error={error} onRetry={refetch} />}
      {data && <Shown overview={data} />}
    </OwnerFrame>
  );
}

function Shown({ overview }: { overview: Output<'GET /api/leadership/overview'> }) {
  const sides = useSides();
  const surface = useSurface();
  const { say } = useReader();
  if (overview.leaders === 0 && overview.posts === 0) {
    return (
      <EmptyState
        title={say('leadership.no-leaders')}
        text={say('leadership.no-leaders-next')}
        action={<TextLink to="/programme/leaders/who">{say('leadership.part-who')}</TextLink>}
      />
    );
  }
  return (
    <div className={sides.wideFirst}>
      <div className={surface.stack}>
        <InWords overview={overview} />
        <LeadersByWeek weeks={overview.byWeek} />
        <WithoutLeader departments={overview.withoutVisibleLeader} />
      </div>
      <section className={surface.stack}>
        <Heading>{say('leadership.silent-first')}</Heading>
        <LeaderLines />
      </section>
    </div>
  );
}

function InWords({ overview }: { overview: Output<'GET /api/leadership/overview'> }) {
  const styles = useStyles();
  const { say } = useReader();
  const { weeks, leaders, visible, posts, replies, started } = overview;
  return (
    <>
      <p className={styles.first}>{say('leadership.visible', { visible, leaders, weeks })}</p>
      <p className={styles.words}>
        {say('leadership.posts', { posts, replies })} {say('leadership.started', started)}
      </p>
      <div>
        <TextLink to="/leaders/show">{say('leadership.show')}</TextLink>
      </div>
    </>
  );
}
