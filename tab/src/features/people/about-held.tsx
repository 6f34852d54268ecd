import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { download } from '../../download.ts';
import { useApi } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({ words: { margin: 0, maxWidth: '60ch' } });

/** What is held on me, in words and as a file. */
export function AboutHeld() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const held = await api('GET /api/me/export', {});
      download('open-door.json', new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }));
    } catch (error) {
      toast({ text: errorTitle(error as Error, say) });
    }
    setBusy(false);
  };
  return (
    <section className={surface.stack}>
      <Heading>{say('about.held')}</Heading>
      <p className={styles.words}>{say('about.held-words')}</p>
      <div>
        <Button disabledFocusable={busy} onClick={() => void save()}>
          {say('about.export')}
        </Button>
      </div>
    </section>
  );
}
