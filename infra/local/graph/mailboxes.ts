import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { LocalEvent } from './event-form.ts';

/** One event of one mailbox with what delta needs to know of it. Versions count every change in the organisation. */
export type Stored = {
  readonly owner: string;
  event: LocalEvent;
  readonly createdAt: number;
  changedAt: number;
  removedAt: number | null;
  /** Where it was, from which version on. */
  spans: { at: number; start: Temporal.Instant; end: Temporal.Instant }[];
  /** What it was made with, to know a repetition by. */
  readonly madeFrom: string | null;
};

export type CalendarChange = { personId: string; eventId: string; changeType: 'created' | 'updated' | 'deleted' };

export type Mailboxes = {
  version(): number;
  /** Of a person, the first made first; deleted ones included. */
  stored(personId: string): readonly Stored[];
  /** One that is not deleted. */
  find(personId: string, eventId: string): Stored | undefined;
  /** A copy of the same meeting that is not deleted. */
  findCopy(personId: string, iCalUId: string): Stored | undefined;
  /** Deleted, but still among the deleted items. */
  findDeleted(personId: string, eventId: string): Stored | undefined;
  add(personId: string, event: NewEvent, madeFrom?: string): Stored;
  change(stored: Stored, changes: Partial<LocalEvent>): void;
  /** Moves it among the deleted items. */
  remove(stored: Stored): void;
  /** Empties a person's deleted items. */
  purge(personId: string): void;
};

type NewEvent = Omit<LocalEvent, 'id' | 'createdAt' | 'changedAt' | 'changeKey'>;

/** The calendars of an organisation in memory. `tell` hears of each change after it was made. */
export function createMailboxes(tell: (change: CalendarChange) => void): Mailboxes {
  const byPerson = new Map<string, Map<string, Stored>>();
  const purged = new Set<Stored>();
  let version = 0;

  const stored = (personId: string) => [...(byPerson.get(personId)?.values() ?? [])];
  const touched = () => ({ changedAt: Temporal.Now.instant().round('millisecond'), changeKey: changeKeyOf(++version) });

  return {
    version: () => version,
    stored,
    find: (personId, eventId) => {
      const found = byPerson.get(personId)?.get(eventId);
      return found?.removedAt === null ? found : undefined;
    },
    findCopy: (personId, iCalUId) =>
      stored(personId).find(({ event, removedAt }) => removedAt === null && event.iCalUId === iCalUId),
    findDeleted: (personId, eventId) => {
      const found = byPerson.get(personId)?.get(eventId);
      return found && found.removedAt !== null && !purged.has(found) ? found : undefined;
    },
    add(personId, fresh, madeFrom) {
      const now = touched();
      const event = { ...fresh, id: `AAk${randomUUID().replaceAll('-', '')}`, createdAt: now.changedAt, ...now };
      const spans = [{ at: version, start: event.start, end: event.end }];
      const added: Stored = {
        owner: personId,
        event,
        createdAt: version,
        changedAt: version,
        removedAt: null,
        spans,
        madeFrom: madeFrom ?? null,
      };
      const mailbox = byPerson.get(personId) ?? new Map<string, Stored>();
      byPerson.set(personId, mailbox.set(event.id, added));
      tell({ personId, eventId: event.id, changeType: 'created' });
      return added;
    },
    change(changed, changes) {
      changed.event = { ...changed.event, ...changes, ...touched() };
      changed.changedAt = version;
      const { start, end } = changed.event;
      const last = changed.spans.at(-1);
      if (!last?.start.equals(start) || !last.end.equals(end)) changed.spans.push({ at: version, start, end });
      tell({ personId: changed.owner, eventId: changed.event.id, changeType: 'updated' });
    },
    remove(removed) {
      removed.event = { ...removed.event, ...touched() };
      removed.changedAt = version;
      removed.removedAt = version;
      tell({ personId: removed.owner, eventId: removed.event.id, changeType: 'deleted' });
    },
    purge(personId) {
      for (const each of stored(personId)) if (each.removedAt !== null) purged.add(each);
    },
  };
}

function changeKeyOf(version: number): string {
  return Buffer.from(`version ${version}`).toString('base64');
}
