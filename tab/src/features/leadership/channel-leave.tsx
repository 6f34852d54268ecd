import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

/** Stops reading the channel, once the owner has said so twice. */
export function ChannelLeave() {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const leave = useWrite('DELETE /api/leadership/channel', {
    refreshes: ['GET /api/leadership/channel', 'GET /api/leadership/feed', 'GET /api/leadership/overview'],
    onSuccess: () => {
      setAsking(false);
      toast({ text: say('leadership.left') });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('leadership.leave')}</Button>
      {asking && (
        <Modal title={say('leadership.leave-title')} onClose={() => setAsking(false)}>
          <div className={surface.stack}>
            <span>{say('leadership.leave-means')}</span>
            {leave.isError && <Notice intent="warning">{errorTitle(leave.error, say)}</Notice>}
            <div className={surface.row}>
              <Button appearance="primary" onClick={() => setAsking(false)}>
                {say('leadership.keep-channel')}
              </Button>
              <Button disabledFocusable={leave.isPending} onClick={() => leave.mutate({})}>
                {say('leadership.leave-now')}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}
