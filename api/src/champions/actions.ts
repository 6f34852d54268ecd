import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { owe, withdraw } from '../notices/actions.ts';
import { summariesOf } from '../people/actions/directory.ts';
import { reindex } from '../people/actions/reindex.ts';
import { type Actor, may } from '../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../platform/page.ts';
import { done, type Result, refuse } from '../platform/result.ts';
import { isTopic } from '../topics/label.ts';
import type { Nomination, Offer } from './schema.ts';
import {
  findNomination,
  findNominations,
  insertNomination,
  replaceOffer,
  type StoredNomination,
  updateState,
} from './store.ts';

const nominationKey = z.tuple([keyParts.text, keyParts.id]);

/** Champions and mentors in one state, by name. */
export async function listChampions(
  deps: Deps,
  actor: Actor,
  { state, limit, cursor }: { state: Nomination['state']; limit: number; cursor?: string | undefined },
): Promise<{ items: Nomination[]; next: string | null }> {
  const [sortName, personId] = decodeCursor(cursor, nominationKey) ?? [];
  const after = sortName !== undefined && personId ? { sortName, personId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const rows = await findNominations(tx, state, limit, after);
    const { items, next } = cutPage(rows, limit, (row) => [row.sortName, row.personId]);
    return { items: await sayAll({ ...deps, db: tx }, actor, items), next };
  });
}

/** Changes what a champion offers: their own doing, or the programme owner's. Of a topic given twice the last counts. */
export async function changeOffer(
  deps: Deps,
  actor: Actor,
  personId: string,
  offer: Offer,
): Promise<Result<Offer, 'not-allowed' | 'not-a-champion' | 'unknown-topic', object>> {
  if (personId !== actor.personId && !may(actor, 'owner')) return refuse('not-allowed');
  const unknown = offer.skills.find(({ topic }) => !isTopic(topic));
  if (unknown) return refuse('unknown-topic', { topic: unknown.topic });
  const skills = [...new Map(offer.skills.map((skill) => [skill.topic, skill])).values()];
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await replaceOffer(tx, personId, { ...offer, skills }))) return refuse('not-a-champion');
    await reindex({ ...deps, db: tx }, actor.tenantId, [personId]);
    return done({ ...offer, skills });
  });
}

/** Nominates a colleague, or oneself, as champion or mentor. */
export async function nominate(
  deps: Deps,
  actor: Actor,
  personId: string,
  { kind, note }: { kind: Nomination['kind']; note: string },
): Promise<Result<Nomination, 'no-such-person' | 'already-a-champion' | 'already-nominated', object>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const nominated = await insertNomination(tx, { personId, kind, note, nominatedBy: actor.personId });
    const stored = await findNomination(tx, personId);
    const [nomination] = stored ? await sayAll({ ...deps, db: tx }, actor, [stored]) : [];
    if (nominated && nomination) return done(nomination);
    const name = nomination?.person.displayName;
    if (stored?.state === 'confirmed') return refuse('already-a-champion', { name });
    return stored?.state === 'nominated' ? refuse('already-nominated', { name }) : refuse('no-such-person');
  });
}

const stateAfter = { confirm: 'confirmed', decline: 'declined', end: 'ended', reopen: 'nominated' } as const;

/** Time to take a decision back before the person hears of it. */
const secondThoughts = { minutes: 2 };

/**
 * The programme owner confirms or declines a nomination, ends a champion, or lets a nomination wait again. Every decision
 * can be undone by another one; the person is told of the one that stands. What an ended champion has booked stands.
 */
export async function decideNomination(
  deps: Deps,
  actor: Actor,
  personId: string,
  decision: keyof typeof stateAfter,
): Promise<Result<Nomination, 'no-such-nomination'>> {
  const state = stateAfter[decision];
  const at = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const inTx = { ...deps, db: tx };
    const changed = await updateState(tx, personId, { state, decidedBy: actor.personId, at });
    const stored = await findNomination(tx, personId);
    const [nomination] = stored ? await sayAll(inTx, actor, [stored]) : [];
    if (!nomination) return refuse('no-such-nomination');
    if (changed) {
      await reindex(inTx, actor.tenantId, [personId]);
      await withdraw(inTx, actor.tenantId, `nomination ${personId} `);
    }
    if (changed && state !== 'nominated') {
      await owe(inTx, actor.tenantId, {
        kind: 'nomination-decided',
        personId,
        key: `nomination ${personId} ${state} ${at}`,
        payload: { kind: nomination.kind, decision: state },
        dueAt: at.add(secondThoughts),
      });
    }
    return done(nomination);
  });
}

async function sayAll(deps: Deps, actor: Actor, stored: readonly StoredNomination[]): Promise<Nomination[]> {
  const people = await summariesOf(
    deps,
    actor,
    stored.map(({ personId }) => personId),
  );
  return stored.flatMap(({ personId, kind, state, nominatedBy, note, decidedAt }) => {
    const person = people.get(personId);
    return person ? [{ person, kind, state, nominatedBy, note, decidedAt: decidedAt?.toString() ?? null }] : [];
  });
}
