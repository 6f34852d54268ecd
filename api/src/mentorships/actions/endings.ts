import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import type { Ending } from '../schema.ts';
import { findEnded, type StoredMentorship } from '../store/mentorships.ts';

const pageKey = z.tuple([keyParts.instant, keyParts.id]);

/** What came to nothing or ended, through whom and why, newest first; for the programme owner. */
export async function listEndings(
  deps: Deps,
  actor: Actor,
  { cohortId, limit, cursor }: { cohortId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Ending[]; next: string | null }> {
  const [endedAt, mentorshipId] = decodeCursor(cursor, pageKey) ?? [];
  const after = endedAt && mentorshipId ? { endedAt, mentorshipId } : undefined;
  const now = deps.now();
  const found = await deps.db.transaction(actor.tenantId, (tx) => findEnded(tx, { cohortId, limit, after }, now));
  const { items, next } = cutPage(found, limit, (each) => [each.end?.at.toString() ?? '', each.mentorshipId]);
  return { items: items.flatMap((each) => sayEnding(actor, each)), next };
}

function sayEnding({ locale }: Actor, { mentorshipId, cohort, people, state, end }: StoredMentorship): Ending[] {
  if (!end || (state !== 'declined' && state !== 'ended')) return [];
  return [
    {
      mentorshipId,
      cohort: cohort && { cohortId: cohort.cohortId, name: cohort.name },
      ...people,
      state,
      by: end.by,
      because: say(locale, `mentorship.because.${reasonOf(state, end)}`),
      note: end.note,
      endedAt: end.at.toString(),
    },
  ];
}

function reasonOf(state: 'declined' | 'ended', { because, declinedBecause }: NonNullable<StoredMentorship['end']>) {
  if (state === 'declined') return declinedBecause ?? 'unanswered';
  // A mentor withdraws for want of time.
  return because === 'withdrawn' ? 'no-time' : because === 'declined' ? 'other' : because;
}
