import { makeStyles } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useReading } from '../../reader.tsx';
import { fullDay } from '../../times.ts';

const useStyles = makeStyles({ words: { margin: 0, maxWidth: '70ch' } });

/** When whoever is left without a mentor is matched again; nothing where no day is set, or it is over. */
export function NextRun({ cohort: { settings } }: { cohort: Cohort }) {
  const styles = useStyles();
  const { say, locale, now } = useReading();
  if (!settings.nextRunOn || settings.nextRunOn < now.slice(0, 'YYYY-MM-DD'.length)) return null;
  // The server goes by the day of UTC; it is said as it is written, wherever it is read.
  const date = fullDay(`${settings.nextRunOn}T12:00:00Z`, { locale, timeZone: 'UTC' });
  return <p className={styles.words}>{say('cohorts.next-run-on', { date })}</p>;
}
