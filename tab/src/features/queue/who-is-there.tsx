import { makeStyles, tokens } from '@fluentui/react-components';
import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { clock, type Reading } from '../../times.ts';

const useStyles = makeStyles({ list: { rowGap: tokens.spacingVerticalM } });

/** The champions at a queue: whether they are free, until when, and what they know. */
export function WhoIsThere({ champions }: { champions: Queue['champions'] }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  if (champions.length === 0) return <span>{reading.say('queue.nobody-there')}</span>;
  return (
    <ul className={`${surface.list} ${styles.list}`}>
      {champions.map((champion) => (
        <li key={champion.personId}>
          <PersonLine
            person={{ ...champion, department: '' }}
            detail={<ChampionNow champion={champion} reading={reading} />}
          />
        </li>
      ))}
    </ul>
  );
}

type ChampionNowProps = { champion: Queue['champions'][number]; reading: Reading };

/** "Free now, until 12:00" and "Good with reporting, pivot tables" */
function ChampionNow({ champion: { state, until, topics }, reading }: ChampionNowProps) {
  const { say } = reading;
  const now = say('queue.champion', { state });
  return (
    <>
      <span>{until ? say('queue.champion-until', { now, clock: clock(until, reading) }) : now}</span>
      {topics.length > 0 && <span>{say('queue.knows', { topics: topics.map(({ label }) => label).join(', ') })}</span>}
    </>
  );
}
