import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Output } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useWrite } from '../../queries.ts';
import { useReading } from '../../reader.tsx';
import { dateIn, sayDate } from '../champions/pause.ts';

type Mine = Output<'GET /api/leadership/mine'>;

/** Weeks that a pause can last. */
const pauses = [2, 4, 8, 12, 26] as const;

type NudgesProps = { mine: Mine; onClose: () => void };

/** When a leader is reminded to write, and how to have peace from it for a while. */
export function Nudges({ mine, onClose }: NudgesProps) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const toast = useToast();
  const [weeks, setWeeks] = useState<number>(4);
  const write = useWrite('PUT /api/leadership/nudges', {
    refreshes: ['GET /api/leadership/mine'],
    onSuccess: (now) => {
      onClose();
      toast({ text: sayWhen(now) });
    },
  });
  const sayWhen = ({ nudgesPausedUntil, nextNudgeOn, nudgeWeeks }: Mine) => {
    if (nudgesPausedUntil) return say('leaders.nudges-paused', { day: sayDate(nudgesPausedUntil, reading) });
    if (nextNudgeOn) return say('leaders.nudges-next', { day: sayDate(nextNudgeOn, reading), weeks: nudgeWeeks });
    return say('leaders.nudges-never');
  };
  const pause = (pausedUntil: string | null) => !write.isPending && write.mutate({ body: { pausedUntil } });
  return (
    <Modal title={say('leaders.reminders')} onClose={onClose}>
      <div className={surface.stack}>
        <span>{sayWhen(mine)}</span>
        <Field label={say('leaders.pause-for')}>
          <Select value={String(weeks)} onChange={(_, { value }) => setWeeks(Number(value))}>
            {pauses.map((count) => (
              <option key={count} value={count}>
                {say('leaders.weeks', { count })}
              </option>
            ))}
          </Select>
        </Field>
        {write.isError && <Notice intent="warning">{errorTitle(write.error, say)}</Notice>}
        <div className={surface.row}>
          <Button
            appearance="primary"
            disabledFocusable={write.isPending}
            onClick={() => pause(dateIn(weeks * 7, reading))}
          >
            {say('leaders.pause')}
          </Button>
          {mine.nudgesPausedUntil && (
            <Button disabledFocusable={write.isPending} onClick={() => pause(null)}>
              {say('leaders.remind-again')}
            </Button>
          )}
          <Button onClick={onClose}>{say('leaders.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}
