import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { reasonOf } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { changesNothing } from './import-progress.ts';
import { useApplyImport, useDiscardImport } from './imports.ts';

/** What can be done with an import that was read: apply it, or leave everything as it is. */
export function ImportActions({ directoryImport }: { directoryImport: DirectoryImport }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const discard = useDiscardImport();
  if (directoryImport.state !== 'ready') return null;
  const { importId } = directoryImport;
  const leave = () =>
    discard.mutate(
      { params: { importId } },
      {
        onSuccess: () => toast({ text: say('imports.standing-discarded') }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  return (
    <div className={surface.row}>
      <Button disabledFocusable={discard.isPending} onClick={leave}>
        {say('imports.discard')}
      </Button>
      {!changesNothing(directoryImport) && <ApplyDialog directoryImport={directoryImport} />}
    </div>
  );
}

/** Says what applying does and to how many. Where surprisingly many would leave, it asks a second time. */
function ApplyDialog({ directoryImport }: { directoryImport: DirectoryImport }) {
  const surface = useSurface();
  const { say } = useReader();
  const apply = useApplyImport();
  const [open, setOpen] = useState(false);
  const [sure, setSure] = useState(false);
  const { importId, added, changed, departed } = directoryImport;
  const tooMany = reasonOf('POST /api/imports/{importId}/application', apply.error) === 'too-many-would-leave';
  const run = () =>
    apply.mutate(
      { params: { importId }, body: { evenIfManyLeave: tooMany && sure } },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <Dialog
      open={open}
      onOpenChange={(_, change) => {
        setOpen(change.open);
        setSure(false);
        if (!apply.isPending) apply.reset();
      }}
    >
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="primary">{say('imports.apply')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{say('imports.apply-title')}</DialogTitle>
          <DialogContent className={surface.stack}>
            <span>{say('imports.apply-counts', { added, changed })}</span>
            {departed > 0 && <span>{say('imports.apply-departed', { departed })}</span>}
            {apply.isError && <span role="alert">{errorTitle(apply.error, say)}</span>}
            {tooMany && (
              <Checkbox
                label={say('imports.apply-sure', { departed })}
                checked={sure}
                onChange={(_, { checked }) => setSure(checked === true)}
              />
            )}
            <span role="status">{apply.isPending ? say('imports.applying') : ''}</span>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{say('imports.not-yet')}</Button>
            </DialogTrigger>
            <Button appearance="primary" disabledFocusable={apply.isPending || (tooMany && !sure)} onClick={run}>
              {say(tooMany ? 'imports.apply-anyway' : 'imports.apply')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
