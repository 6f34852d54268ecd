import type { Topic } from '../../live/actions.ts';
import type { StoredTicket } from '../store/tickets.ts';

/**
 * Who sees that something changed on a ticket: its queue's readers, and those whose it is or for whom it waits. Nobody's own
 * page is told of a ticket that has no link to them.
 */
export function theirTopics({ queueId, learner, championId, waitsFor }: StoredTicket): Topic[] {
  const awaited = waitsFor.whom === 'champion' ? waitsFor.championId : null;
  const people = [learner?.personId, championId, awaited].filter((id) => id != null);
  return [`queue:${queueId}`, ...people.map((id): Topic => `person:${id}`)];
}
