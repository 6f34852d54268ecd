import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Modal } from '../../components/modal.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { bookPath } from '../office-hours/book-path.ts';
import { useQueue } from './queues.ts';

const useStyles = makeStyles({ list: { rowGap: tokens.spacingVerticalM } });

/** A session at a fixed time instead of waiting on, with the question carried over. */
export function BookInstead({ ticket }: { ticket: OwnTicket }) {
  const { say } = useReader();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('queue.book-instead')}</Button>
      {open && <WithWhom ticket={ticket} onClose={() => setOpen(false)} />}
    </>
  );
}

function WithWhom({ ticket, onClose }: { ticket: OwnTicket; onClose: () => void }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [, go] = useLocation();
  const { data } = useQueue(ticket.queueId);
  const people = data ? [data.host, ...data.champions.filter(({ personId }) => personId !== data.host.personId)] : [];
  const wish = { goal: ticket.question, topics: ticket.topic ? [ticket.topic.topic] : [] };
  return (
    <Modal title={say('queue.book-instead')} onClose={onClose}>
      <div className={surface.stack}>
        <span>{say('queue.book-instead-means')}</span>
        <ul className={`${surface.list} ${styles.list}`}>
          {people.map((person) => (
            <li key={person.personId}>
              <PersonLine
                person={{ ...person, department: '' }}
                linked={false}
                end={
                  <Button onClick={() => go(bookPath(person.personId, undefined, ticket.ticketId))}>
                    {say('queue.times-of', { name: givenName(person.displayName) })}
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
        <div className={surface.row}>
          <Button onClick={() => go('/find-help', { state: { wish } })}>{say('queue.somebody-else')}</Button>
          <Button onClick={onClose}>{say('queue.wait-on')}</Button>
        </div>
      </div>
    </Modal>
  );
}
