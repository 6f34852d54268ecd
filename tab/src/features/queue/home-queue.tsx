import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { MessageKey, Say } from '../../messages.ts';
import { useReader } from '../../reader.tsx';
import { useAsOf, useDim } from './as-of.ts';
import { isOver, useCurrentTicket } from './own-ticket.ts';
import { useQueues } from './queues.ts';
import { waitWords } from './wait-words.ts';

const useStyles = makeStyles({
  part: { maxWidth: '44rem' },
  list: { rowGap: tokens.spacingVerticalXS },
  line: { alignItems: 'baseline' },
});

/** My place in line on Home, for whoever has one. */
export function MyPlaceNow() {
  const styles = useStyles();
  const surface = useSurface();
  const { dim } = useDim();
  const { say } = useReader();
  const { data, dataUpdatedAt } = useCurrentTicket();
  const asOf = useAsOf(dataUpdatedAt);
  const ticket = data?.ticket;
  if (!ticket || isOver(ticket)) return null;
  return (
    <section className={mergeClasses(surface.tight, styles.part)}>
      <Heading>{say('queue.now.mine')}</Heading>
      <div className={mergeClasses(surface.box, surface.row, styles.line)}>
        <span role="status" className={asOf && dim}>
          {placeWords(ticket, asOf, say)}
        </span>
        <TextLink to="/queue">{say('queue.now.open')}</TextLink>
      </div>
    </section>
  );
}

const withoutPlace: Partial<Record<OwnTicket['state'], MessageKey>> = {
  called: 'queue.now.called',
  claimed: 'queue.now.claimed',
  'on-hold': 'queue.now.on-hold',
};

/** "Place 2 of 5 at Reports clinic, 5 to 10 minutes", "Your turn at Reports clinic" */
function placeWords({ state, queueName: queue, place, wait }: OwnTicket, asOf: string | undefined, say: Say): string {
  if (!place) return say(withoutPlace[state] ?? 'queue.now.in-line', { queue });
  const minutes = wait && waitWords(wait, say);
  const where = say('queue.now.place', { place: place.place, of: place.of, queue });
  return [where, minutes, asOf && say('queue.now.as-of', { clock: asOf })].filter(Boolean).join(' · ');
}

const mostShown = 3;

/** Who is live now, on Home; nothing while nobody is. */
export function LiveNow() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const queues = useQueues().data?.items ?? [];
  if (queues.length === 0) return null;
  return (
    <section className={mergeClasses(surface.tight, styles.part)}>
      <Heading>{say('queue.now.live')}</Heading>
      <ul className={mergeClasses(surface.list, styles.list)}>
        {queues.slice(0, mostShown).map(({ queueId, name, host, wait }) => (
          <li key={queueId} className={mergeClasses(surface.row, styles.line)}>
            <TextLink to={`/queue/${queueId}`}>{name}</TextLink>
            <span className={surface.quiet}>
              {[host.displayName, wait && waitWords(wait, say)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {queues.length > mostShown && <TextLink to="/queue">{say('queue.now.all')}</TextLink>}
    </section>
  );
}
