import { makeStyles } from '@fluentui/react-components';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useReader } from '../../reader.tsx';
import { saySeconds, useSecondsLeft } from './countdown.ts';

const useStyles = makeStyles({ clock: { fontVariantNumeric: 'tabular-nums' } });

/** What is left of a ready check, each second anew. Read out only to who looks for it. */
export function Countdown({ ticket }: { ticket: DeskTicket }) {
  const styles = useStyles();
  const { say } = useReader();
  const seconds = useSecondsLeft(ticket);
  return (
    <span role="timer" className={styles.clock}>
      {say('queue.desk.time-left', { left: saySeconds(seconds) })}
    </span>
  );
}
