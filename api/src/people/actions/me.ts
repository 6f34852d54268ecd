import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { primaryTag, spokenLanguages } from '../language-names.ts';
import type { Me, Profile } from '../schema.ts';
import { findHeldData } from '../store/held-data.ts';
import { findMe, updateProfile } from '../store/profiles.ts';
import { ianaZone } from '../windows-zones.ts';
import { reindex } from './reindex.ts';

/** How long somebody is new here, in hours: a first look around. */
const firstVisitHours = 1;

/** The signed-in person, their roles and preferences. */
export async function getMe(deps: Deps, actor: Actor): Promise<Me> {
  return deps.db.transaction(actor.tenantId, (tx) => sayMe(deps, actor, tx));
}

/** Changes what the signed-in person says of themselves; what is not given stays as it is. */
export async function changeMe(deps: Deps, actor: Actor, profile: Profile): Promise<Me> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const { languages } = profile;
    await updateProfile(tx, actor.personId, { ...profile, languages: languages && [...new Set(languages)] });
    if (languages) await reindex({ ...deps, db: tx }, actor.tenantId, [actor.personId]);
    return sayMe(deps, actor, tx);
  });
}

/** What Outlook says; the language may be unset. */
const mailboxSettings = z.object({
  timeZone: z.string().nullish(),
  language: z.object({ locale: z.string().nullish() }).nullish(),
});

/**
 * Takes the time zone, and the language of somebody who has chosen none, from the mailbox of the signed-in person. `token`
 * is the one their request came with.
 */
export async function takeMailboxSettings(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<Result<Me, 'permission-missing' | 'graph-unavailable' | 'no-mailbox'>> {
  const called = await deps.graph.call('mailboxSettings', {
    as: { kind: 'delegated', token },
    schema: mailboxSettings,
  });
  if (!called.ok) {
    if (called.reason === 'not-found') return refuse('no-mailbox');
    // Entra asks the person for something only they can give: the tab asks them for it in the same way.
    const theirs = called.reason === 'permission-missing' || called.reason === 'sign-in-needed';
    return refuse(theirs ? 'permission-missing' : 'graph-unavailable');
  }
  const { timeZone, language } = called.answer;
  const zone = timeZone ? ianaZone(timeZone) : undefined;
  const tag = language?.locale ? primaryTag(language.locale) : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const own = (await findMe(tx, actor.personId))?.languages ?? [];
    const languages = own.length === 0 && tag ? [tag] : undefined;
    await updateProfile(tx, actor.personId, { timeZone: zone, languages });
    if (languages) await reindex({ ...deps, db: tx }, actor.tenantId, [actor.personId]);
    return done(await sayMe(deps, actor, tx));
  });
}

/** Everything held about the signed-in person, table by table. */
export async function exportMe(deps: Deps, actor: Actor): Promise<Record<string, unknown>> {
  const held = await deps.db.transaction(actor.tenantId, (tx) => findHeldData(tx, actor.personId));
  return { exportedAt: deps.now().toString(), personId: actor.personId, held };
}

async function sayMe(deps: Deps, actor: Actor, tx: Tx): Promise<Me> {
  const stored = await findMe(tx, actor.personId);
  if (!stored) throw new Error(`there is no person ${actor.personId}`);
  const { firstSeenAt, preferredLanguage, languages, timeZone, ...person } = stored;
  const newSince = deps.now().subtract({ hours: firstVisitHours });
  return {
    ...person,
    personId: actor.personId,
    roles: [...actor.roles],
    languages: spokenLanguages(languages, preferredLanguage),
    timeZone: timeZone ?? actor.timeZone,
    firstVisit: firstSeenAt === null || firstSeenAt.epochMilliseconds > newSince.epochMilliseconds,
  };
}
