import { randomUUID } from 'node:crypto';

/** A person as Entra and their mailbox know them. `null` and absent alike say that Graph has nothing. */
export type GraphPerson = {
  id: string;
  userPrincipalName: string;
  displayName: string;
  givenName?: string | null;
  surname?: string | null;
  jobTitle?: string | null;
  department?: string | null;
  accountEnabled: boolean;
  /** ISO 3166 country. */
  usageLocation?: string | null;
  /** BCP 47. */
  preferredLanguage?: string | null;
  officeLocation?: string | null;
  /** Object id of the manager. */
  manager?: string | null;
  /** Somebody without one has no mailbox. */
  mailbox?: Mailbox | null;
};

type Mailbox = {
  /** A Windows or an IANA name, as Graph gives either. */
  timeZone: string;
  /** BCP 47. */
  locale: string;
  /** Wall times such as 09:00:00, in the mailbox's time zone. */
  workingHours?: { daysOfWeek: readonly string[]; startTime: string; endTime: string };
  /** Whether Outlook keeps what they decline in their calendar; it does not unless people choose so. */
  keepsDeclined?: boolean;
};

type Property = Exclude<keyof GraphPerson, 'mailbox'>;

/** What the delta function needs to know of one person. Versions count every change of the organisation. */
export type Tracked = {
  person: GraphPerson;
  createdAt: number;
  /** The version at which each property was last set. */
  setAt: Map<Property, number>;
  /** Every manager so far, the oldest first. */
  managers: { at: number; id: string | null }[];
  removed?: { at: number; reason: 'changed' | 'deleted' };
};

export type Organisation = {
  readonly tid: string;
  /** Differs between two runs: links of another run are of no use. */
  readonly generation: string;
  /** Grows by one with every change. */
  version(): number;
  /** Delta tokens of versions before this one are too old to answer. */
  oldestVersion(): number;
  find(id: string): GraphPerson | undefined;
  /** By user principal name, which is everybody's address here. */
  findByName(userPrincipalName: string): GraphPerson | undefined;
  /** Everybody who ever was, in an order that newcomers only lengthen. */
  tracked(): readonly Tracked[];
  /** Somebody new, or somebody who comes back. */
  add(person: GraphPerson): void;
  change(id: string, changes: Partial<Omit<GraphPerson, 'id'>>): void;
  /** Deleted, restorable for 30 days in Entra; or for good. Nobody keeps them as a manager. */
  leave(id: string, options?: { forGood?: boolean }): void;
  /** Every delta and next link given so far becomes too old. */
  expireLinks(): void;
};

/** An organisation in memory that remembers when each property of each person changed. */
export function createOrganisation(tid: string, people: Iterable<GraphPerson>): Organisation {
  const byId = new Map<string, Tracked>();
  const inOrder: string[] = [];
  const idByName = new Map<string, string>();
  let version = 0;
  let oldestVersion = 0;

  function set(tracked: Tracked, changes: Partial<GraphPerson>) {
    version++;
    if (changes.userPrincipalName) idByName.set(changes.userPrincipalName.toLowerCase(), tracked.person.id);
    for (const [name, value] of Object.entries(changes) as [Property, never][]) {
      tracked.person[name] = value;
      tracked.setAt.set(name, version);
    }
    if (changes.manager !== undefined) tracked.managers.push({ at: version, id: changes.manager });
  }

  function present(id: string): Tracked {
    const tracked = byId.get(id);
    if (!tracked || tracked.removed) throw new Error(`nobody in the local organisation has the id ${id}`);
    return tracked;
  }

  function add(person: GraphPerson) {
    const known = byId.get(person.id);
    if (known && !known.removed) throw new Error(`${person.displayName} is in the local organisation already`);
    if (!known) inOrder.push(person.id);
    const fresh = { person: { ...person }, createdAt: version + 1, setAt: new Map(), managers: known?.managers ?? [] };
    byId.set(person.id, fresh);
    set(fresh, known ? { manager: null, ...person } : person);
  }

  function leave(id: string, { forGood = false } = {}) {
    const leaver = byId.get(id) ?? present(id);
    leaver.removed = { at: ++version, reason: forGood ? 'deleted' : 'changed' };
    for (const tracked of byId.values()) {
      if (tracked.person.manager === id && !tracked.removed) set(tracked, { manager: null });
    }
  }

  function find(id: string): GraphPerson | undefined {
    const tracked = byId.get(id);
    return tracked?.removed ? undefined : tracked?.person;
  }

  for (const person of people) add(person);
  return {
    tid,
    generation: randomUUID(),
    version: () => version,
    oldestVersion: () => oldestVersion,
    find,
    findByName: (name) => find(idByName.get(name.toLowerCase()) ?? ''),
    tracked: () => inOrder.flatMap((id) => byId.get(id) ?? []),
    add,
    change: (id, changes) => set(present(id), changes),
    leave,
    expireLinks() {
      oldestVersion = ++version;
    },
  };
}
