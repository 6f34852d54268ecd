import { Button, makeStyles } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { sendPermission } from './oneself-refusal.tsx';

const useStyles = makeStyles({ words: { margin: 0, maxWidth: '70ch' } });

/** What people do in Teams as themselves, which each allows once, or an administrator for all. */
export function ChannelAsOneself({ adminConsentUrl }: { adminConsentUrl: string }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <section className={surface.stack}>
      <Heading>{say('leadership.as-oneself')}</Heading>
      <p className={styles.words}>{say('leadership.as-oneself-means', { permission: sendPermission })}</p>
      <div>
        <Button onClick={() => void openLink(adminConsentUrl)}>{say('leadership.admin-consent')}</Button>
      </div>
    </section>
  );
}
