import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Leader, LeaderChoice } from '@open-door/api/leadership/schema.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import type { Topic } from '../../live.ts';
import { useList } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { day } from '../../times.ts';
import { useChooseLeader } from './choose-leader.ts';

const useStyles = makeStyles({
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '56rem' },
  decide: { flexShrink: 0, whiteSpace: 'nowrap' },
});

const live: readonly Topic[] = ['leaders'];

function useLeaders() {
  return useList('GET /api/leadership/leaders', { query: { limit: 50 } }, { live });
}

/** What the button beside them decides. */
const otherwise: Record<Leader['because'], LeaderChoice> = { hand: 'by-rule', line: 'out', 'left-out': 'by-rule' };

/** Leaders, who is silent longest first, with when they last posted; `decides` puts what can be decided by hand beside each. */
export function LeaderLines({ decides = false }: { decides?: boolean }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const leaders = useLeaders();
  const { choose, isPending } = useChooseLeader();
  if (leaders.isPending) return <PersonSkeletons count={4} />;
  if (!leaders.items) return <ErrorState error={leaders.error} onRetry={leaders.refetch} />;
  if (leaders.items.length === 0) return <span className={surface.quiet}>{say('leadership.nobody')}</span>;
  const shown = leaders.items.filter(({ because }) => decides || because !== 'left-out');
  const lastOf = ({ lastPostAt, posts }: Leader) =>
    lastPostAt ? say('leadership.last-post', { day: day(lastPostAt, reading), posts }) : say('leadership.no-post');
  return (
    <>
      <ul className={`${surface.list} ${styles.lines}`}>
        {shown.map((leader) => {
          const { because, displayName: name } = leader;
          return (
            <li key={leader.personId}>
              <PersonLine
                person={leader}
                detail={
                  <Caption1>
                    {because !== 'left-out' && lastOf(leader)}
                    {decides && because === 'hand' && ' · '}
                    {decides && because !== 'line' && say(`leadership.because-${because}`)}
                  </Caption1>
                }
                end={
                  decides && (
                    <Button
                      size="small"
                      className={styles.decide}
                      disabledFocusable={isPending}
                      aria-label={say(`leadership.decide-${because}-name`, { name })}
                      onClick={() => choose(leader, otherwise[because])}
                    >
                      {say(`leadership.decide-${because}`)}
                    </Button>
                  )
                }
              />
            </li>
          );
        })}
      </ul>
      <div>
        <LoadMore list={leaders} />
      </div>
    </>
  );
}
