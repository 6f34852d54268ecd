import { makeStyles, tokens } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useCurrentTicket } from './own-ticket.ts';
import { ReadyCheck, yourTurnWords } from './ready-check.tsx';

const useStyles = makeStyles({
  bar: {
    position: 'fixed',
    insetInlineEnd: tokens.spacingHorizontalL,
    bottom: tokens.spacingVerticalXXL,
    zIndex: 3,
    maxWidth: `min(26rem, calc(100% - 2 * ${tokens.spacingHorizontalL}))`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow28,
  },
});

/** Says on every page that it is the reader's turn, so that nobody has to sit on the page of their place. */
export function TurnBar() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [here] = useLocation();
  const ticket = useCurrentTicket().data?.ticket;
  const called = ticket?.state === 'called' && here !== '/queue' ? ticket : undefined;
  // A part of the page while there is something in it; what is said at once has to stand there before.
  const part = called && { role: 'complementary', 'aria-label': say('queue.now.mine'), className: styles.bar };
  return (
    <div {...part}>
      <div aria-live="assertive" className={surface.unseen}>
        {called && yourTurnWords(called, say)}
      </div>
      {called && <ReadyCheck ticket={called} />}
    </div>
  );
}
