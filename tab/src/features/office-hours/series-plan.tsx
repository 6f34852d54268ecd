import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { useRef } from 'react';
import type { Output } from '../../api.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock, forBoth } from '../../times.ts';

export type Occurrence = Output<'POST /api/series/preview'>['occurrences'][number];

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    fontVariantNumeric: 'tabular-nums',
  },
  conflict: { gridColumn: '1 / -1', color: tokens.colorStatusWarningForeground3 },
  instead: { gridColumn: '1 / -1' },
});

type SeriesPlanProps = { planned: Occurrence[]; mentor: Person; onChange: (planned: Occurrence[]) => void };

/** Each session with what stands in its way; one that cannot be had is moved to a time near it or left out. */
export function SeriesPlan({ planned, mentor, onChange }: SeriesPlanProps) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const heading = useRef<HTMLHeadingElement>(null);
  const inTheWay = planned.filter(({ conflict }) => conflict !== null).length;
  const replace = (place: number, by: Occurrence[]) => {
    onChange(planned.toSpliced(place, 1, ...by).toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1)));
    // The button that was pressed goes away.
    heading.current?.focus();
  };
  return (
    <section className={surface.tight}>
      <Heading as="h3" ref={heading} tabIndex={-1} aria-live="polite">
        {say('series.plan', { count: planned.length, conflicts: inTheWay })}
      </Heading>
      <ol className={surface.list}>
        {planned.map((occurrence, place) => {
          const when = dayAndClock(occurrence.startsAt, reading);
          return (
            <li key={occurrence.startsAt} className={styles.line}>
              <span>{forBoth(occurrence.startsAt, mentor, reading)}</span>
              {planned.length > 2 && (
                <Button
                  size="small"
                  appearance="subtle"
                  aria-label={say('series.leave-out-of', { when })}
                  onClick={() => replace(place, [])}
                >
                  {say('series.leave-out')}
                </Button>
              )}
              {occurrence.conflict && (
                <span className={styles.conflict}>{say(`series.conflict-${occurrence.conflict}`)}</span>
              )}
              {occurrence.conflict && occurrence.nearest.length > 0 && (
                <div className={`${surface.row} ${styles.instead}`}>
                  {occurrence.nearest.map((slot) => (
                    <Button
                      key={slot.startsAt}
                      size="small"
                      onClick={() => replace(place, [{ ...slot, conflict: null, nearest: [] }])}
                    >
                      {say('series.instead', { when: dayAndClock(slot.startsAt, reading) })}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
