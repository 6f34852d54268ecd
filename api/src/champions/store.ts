import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../platform/database.ts';
import type { Tables } from '../platform/tables.ts';

type State = Tables['champions']['state'];
type Kind = Tables['champions']['kind'];

export type StoredNomination = {
  personId: string;
  sortName: string;
  kind: Kind;
  state: State;
  /** The nominator's name. */
  nominatedBy: string | null;
  note: string;
  decidedAt: Temporal.Instant | null;
};

const nomination = sql`
  select champions.person_id as "personId", people.sort_name as "sortName", kind, state,
    nominator.display_name as "nominatedBy", nomination_note as note, decided_at as "decidedAt"
  from champions
  join people on people.tenant_id = champions.tenant_id and people.person_id = champions.person_id
  left join people as nominator on nominator.tenant_id = champions.tenant_id and nominator.person_id = nominated_by`;

export async function findNomination(tx: Tx, personId: string): Promise<StoredNomination | undefined> {
  const { rows } = await sql<StoredNomination>`
    ${nomination} where champions.tenant_id = ${tx.tenantId} and champions.person_id = ${personId}`.execute(tx.sql);
  return rows[0];
}

/** Active people in one state, by name, after the given one; one more than `limit` when there are more. */
export async function findNominations(
  tx: Tx,
  state: State,
  limit: number,
  after: { sortName: string; personId: string } | undefined,
): Promise<StoredNomination[]> {
  const { rows } = await sql<StoredNomination>`
    ${nomination} where champions.tenant_id = ${tx.tenantId} and state = ${state} and people.active
      ${after ? sql`and (people.sort_name, people.person_id) > (${after.sortName}, ${after.personId}::uuid)` : sql``}
    order by people.sort_name, people.person_id limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

export type NewNomination = { personId: string; kind: Kind; nominatedBy: string; note: string };

/**
 * Nominates an active person whom nobody has nominated, or whose earlier time ended or was declined; what they offered then
 * is kept. `false` when there is no such person or they are nominated or confirmed.
 */
export async function insertNomination(tx: Tx, { personId, kind, nominatedBy, note }: NewNomination): Promise<boolean> {
  const { rows } = await sql`
    insert into champions (tenant_id, person_id, kind, state, nominated_by, nomination_note)
    select tenant_id, person_id, ${kind}, 'nominated', ${nominatedBy}, ${note}
    from people where tenant_id = ${tx.tenantId} and person_id = ${personId} and active
    on conflict (tenant_id, person_id) do update set kind = excluded.kind, state = 'nominated',
      nominated_by = excluded.nominated_by, nomination_note = excluded.nomination_note, decided_by = null, decided_at = null
      where champions.state in ('declined', 'ended')
    returning person_id`.execute(tx.sql);
  return rows.length > 0;
}

/** Decides, and answers whether the state changed; deciding the same twice is once. */
export async function updateState(
  tx: Tx,
  personId: string,
  { state, decidedBy, at }: { state: State; decidedBy: string; at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('champions')
    .set(
      state === 'nominated'
        ? { state, decided_by: null, decided_at: null }
        : { state, decided_by: decidedBy, decided_at: at },
    )
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('state', '<>', state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type StoredOffer = {
  skills: { topic: string; level: 1 | 2 | 3 }[];
  lovesToHelpWith: string;
  capacityPerWeek: number;
  /** `YYYY-MM-DD`. */
  pausedUntil: string | null;
};

/** Replaces what a confirmed champion offers; `false` when there is no such champion. */
export async function replaceOffer(tx: Tx, personId: string, offer: StoredOffer): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('champions')
    .set({
      loves_to_help_with: offer.lovesToHelpWith,
      capacity_per_week: offer.capacityPerWeek,
      paused_until: offer.pausedUntil,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('state', '=', 'confirmed')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await tx.sql
    .deleteFrom('champion_skills')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .execute();
  const rows = offer.skills.map((skill) => ({ ...skill, tenant_id: tx.tenantId, person_id: personId }));
  if (rows.length > 0) await tx.sql.insertInto('champion_skills').values(rows).execute();
  return true;
}
