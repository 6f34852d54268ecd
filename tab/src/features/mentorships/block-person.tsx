import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../components/modal.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useBlocking, useBlocks } from './blocking.ts';

type BlockPersonProps = { personId: string; displayName: string };

/** On somebody's page: not to be brought together with them, which nobody else learns, and the way back. */
export function BlockPerson(person: BlockPersonProps) {
  const surface = useSurface();
  const { say } = useReader();
  const blocks = useBlocks();
  const { block, unblock, isPending } = useBlocking(person);
  const [asking, setAsking] = useState(false);
  const name = givenName(person.displayName);
  if (!blocks.data) return null;
  if (blocks.data.items.some((each) => each.person.personId === person.personId)) {
    return (
      <div className={surface.tight}>
        <span className={surface.quiet}>{say('mentoring.is-blocked', { name })}</span>
        <div>
          <Button size="small" disabledFocusable={isPending} onClick={unblock}>
            {say('mentoring.unblock')}
          </Button>
        </div>
      </div>
    );
  }
  const close = () => setAsking(false);
  return (
    <div>
      <Button size="small" appearance="subtle" disabledFocusable={isPending} onClick={() => setAsking(true)}>
        {say('mentoring.block')}
      </Button>
      {asking && (
        <Modal title={say('mentoring.block-title', { name })} onClose={close}>
          <div className={surface.stack}>
            <span>{say('mentoring.block-means', { name })}</span>
            <div className={surface.row}>
              <Button
                appearance="primary"
                onClick={() => {
                  close();
                  block();
                }}
              >
                {say('mentoring.block')}
              </Button>
              <Button onClick={close}>{say('mentoring.not-yet')}</Button>
            </div>
          </div>
        </Modal>
      )}
    </div>
  );
}
