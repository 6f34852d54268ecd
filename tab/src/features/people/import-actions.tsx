import { Button, Checkbox } from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { reasonOf } from '../../api.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { changesNothing } from './import-progress.ts';
import { useApplyImport, useDiscardImport } from './imports.ts';

/** What can be done with an import that was read: apply it, or leave everything as it is. */
export function ImportActions({ directoryImport }: { directoryImport: DirectoryImport }) {
  const { say } = useReader();
  const toast = useToast();
  const discard = useDiscardImport();
  const [asking, setAsking] = useState(false);
  const { importId, source } = directoryImport;
  // Applying also keeps the place from which the next import from Graph goes on.
  const worthApplying = source === 'graph' || !changesNothing(directoryImport);
  const leave = () =>
    discard.mutate(
      { params: { importId } },
      {
        onSuccess: () => toast({ text: say('imports.standing-discarded') }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  return (
    <ActionBar>
      <Button disabledFocusable={discard.isPending} onClick={leave}>
        {say('imports.discard')}
      </Button>
      {worthApplying && (
        <Button appearance="primary" onClick={() => setAsking(true)}>
          {say('imports.apply')}
        </Button>
      )}
      {asking && <ApplyDialog directoryImport={directoryImport} onClose={() => setAsking(false)} />}
    </ActionBar>
  );
}

type ApplyDialogProps = { directoryImport: DirectoryImport; onClose: () => void };

/** Says what applying does and to how many. Where surprisingly many would leave, it asks a second time. */
function ApplyDialog({ directoryImport, onClose }: ApplyDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const apply = useApplyImport();
  const [sure, setSure] = useState(false);
  const { importId, added, changed, departed } = directoryImport;
  const tooMany = reasonOf('POST /api/imports/{importId}/application', apply.error) === 'too-many-would-leave';
  const run = () =>
    apply.mutate({ params: { importId }, body: { evenIfManyLeave: tooMany && sure } }, { onSuccess: onClose });
  return (
    <Modal title={say('imports.apply-title')} onClose={onClose}>
      <div className={surface.stack}>
        <span>{say('imports.apply-counts', { added, changed })}</span>
        {departed > 0 && <span>{say('imports.apply-departed', { departed })}</span>}
        {apply.isError && <Notice intent="warning">{errorTitle(apply.error, say)}</Notice>}
        {tooMany && (
          <Checkbox
            label={say('imports.apply-sure', { departed })}
            checked={sure}
            onChange={(_, { checked }) => setSure(checked === true)}
          />
        )}
        <span role="status">{apply.isPending ? say('imports.applying') : ''}</span>
        <div className={surface.row}>
          <Button appearance="primary" disabledFocusable={apply.isPending || (tooMany && !sure)} onClick={run}>
            {say(tooMany ? 'imports.apply-anyway' : 'imports.apply')}
          </Button>
          <Button onClick={onClose}>{say('imports.not-yet')}</Button>
        </div>
      </div>
    </Modal>
  );
}
