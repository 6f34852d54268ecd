import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useList } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { clock, day, fullDay, wallDay } from '../../times.ts';

const useStyles = makeStyles({
  days: { margin: 0 },
  day: { fontWeight: tokens.fontWeightSemibold },
  times: {
    margin: `0 0 ${tokens.spacingVerticalS}`,
    fontVariantNumeric: 'tabular-nums',
  },
});

type HoursPreviewProps = {
  personId: string;
  /** True while there are changes that are not saved and so not shown here. */
  changed: boolean;
};

/** The free times learners see, from the hours as they are saved. */
export function HoursPreview({ personId, changed }: HoursPreviewProps) {
  const surface = useSurface();
  const { say } = useReading();
  const slots = useList('GET /api/office-hours/{personId}/slots', { params: { personId }, query: { limit: 12 } });
  return (
    <section className={mergeClasses(surface.box, surface.stack)}>
      <Heading>{say('hours.preview')}</Heading>
      <span role="status" className={surface.quiet}>
        {changed ? say('hours.preview-saved') : ''}
      </span>
      {slots.isPending && <PersonSkeletons count={3} />}
      {slots.isError && !slots.items && <ErrorState error={slots.error} onRetry={slots.refetch} />}
      {slots.items?.length === 0 && <span>{say('hours.preview-none')}</span>}
      {slots.items && <Days slots={slots.items} />}
      <div>
        <LoadMore list={slots} />
      </div>
    </section>
  );
}

function Days({ slots }: { slots: readonly { startsAt: string }[] }) {
  const styles = useStyles();
  const reading = useReading();
  const days = [...Map.groupBy(slots, ({ startsAt }) => wallDay(startsAt, reading.timeZone)).values()];
  return (
    <dl className={styles.days}>
      {days.map((ofDay) => {
        const first = ofDay[0]?.startsAt ?? '';
        const near = wallDay(first, reading.timeZone) - wallDay(reading.now, reading.timeZone) <= 1;
        return (
          <div key={first}>
            <dt className={styles.day}>{near ? day(first, reading) : fullDay(first, reading)}</dt>
            <dd className={styles.times}>{ofDay.map(({ startsAt }) => clock(startsAt, reading)).join(' · ')}</dd>
          </div>
        );
      })}
    </dl>
  );
}
