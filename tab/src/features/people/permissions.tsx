import { makeStyles, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, maxWidth: '60ch' },
});

/** What Open Door may do in Microsoft 365, in plain words. */
const permissions = ['sign-in', 'people', 'mailbox', 'chat'] as const;

export function Permissions() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <section className={surface.stack}>
      <Heading>{say('about.permissions')}</Heading>
      <ul className={styles.list}>
        {permissions.map((permission) => (
          <li key={permission}>{say(`about.permission-${permission}`)}</li>
        ))}
      </ul>
      <span className={surface.quiet}>{say('about.permission-not')}</span>
    </section>
  );
}
