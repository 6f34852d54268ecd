import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { selector } from './desk-tickets.ts';

const useStyles = makeStyles({
  summary: { cursor: 'pointer', minHeight: '24px' },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: tokens.spacingHorizontalXL },
  when: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

/** What happened with a ticket so far, the first thing first. Of the asker it says only that it was the asker. */
export function TicketHistory({ history }: Pick<DeskTicketInDetail, 'history'>) {
  const styles = useStyles();
  const reading = useReading();
  const { say } = reading;
  return (
    <details>
      <summary className={styles.summary}>{say('queue.desk.history')}</summary>
      <ol className={styles.list}>
        {history.map(({ does, by, champion, at, note }) => (
          <li key={at + does}>
            {say('queue.desk.event', { does: selector(does) })}{' '}
            <span className={styles.when}>
              {say('queue.desk.event-by', { by, name: champion?.displayName ?? '', when: dayAndClock(at, reading) })}
            </span>
            {note && <div>{note}</div>}
          </li>
        ))}
      </ol>
    </details>
  );
}
