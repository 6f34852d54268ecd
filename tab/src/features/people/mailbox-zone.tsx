import { Button } from '@fluentui/react-components';
import type { Me } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { reasonOf } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { readSettings } from '../../settings.ts';
import { askConsent } from '../../teams.ts';
import { useTakeMailboxSettings } from './me.ts';
import { zoneName } from './time-zones.ts';

/** Takes time zone and language from Outlook; where nobody allowed that yet, asks the person and tries again. */
export function MailboxZone() {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const take = useTakeMailboxSettings();
  const [refusedConsent, setRefusedConsent] = useState(false);
  const missing = reasonOf('POST /api/me/mailbox-settings', take.error) === 'permission-missing';
  const run = () =>
    take.mutate(
      {},
      { onSuccess: ({ timeZone }: Me) => toast({ text: say('about.mailbox-done', { zone: zoneName(timeZone) }) }) },
    );
  const allow = () => {
    setRefusedConsent(false);
    askConsent(readSettings().clientId ?? '', ['MailboxSettings.Read']).then(run, () => setRefusedConsent(true));
  };
  return (
    <div className={surface.tight}>
      {take.isError && (
        <Notice intent="warning">
          {errorTitle(take.error, say)} {refusedConsent && say('about.mailbox-no')}
        </Notice>
      )}
      <div className={surface.row}>
        <Button disabledFocusable={take.isPending} onClick={missing ? allow : run}>
          {say(missing ? 'about.mailbox-allow' : 'about.mailbox')}
        </Button>
      </div>
    </div>
  );
}
