import type { Deps } from '../../deps.ts';
import { type OwedNotice, owe, withdraw } from '../../notices/actions.ts';
import type { Side } from '../apply.ts';
import type { News } from '../life.ts';
import type { StoredMentorship } from '../store/mentorships.ts';

export const sides: readonly Side[] = ['learner', 'mentor'];

export const proposedKey = (mentorshipId: string, side: Side) => `mentorship-proposed:${mentorshipId}:${side}`;

/** To whom a notice goes, and what each one about a mentorship carries. */
export function toldTo({ mentorshipId, goal, cohort, people: { learner, mentor } }: StoredMentorship, side: Side) {
  return {
    personId: side === 'learner' ? learner.personId : mentor.personId,
    payload: {
      mentorshipId,
      to: side,
      learnerId: learner.personId,
      learnerName: learner.displayName,
      mentorId: mentor.personId,
      mentorName: mentor.displayName,
      cohortName: cohort?.name ?? null,
      goal,
    },
  };
}

/** Owes what a change has to tell, and takes back the question that it answered; `deps.db` is the change's transaction. */
export async function tellNews(
  deps: Deps,
  tenantId: string,
  changed: StoredMentorship,
  news: readonly { kind: News; to: Side }[],
): Promise<void> {
  for (const side of sides) {
    const isAsked = changed.state === 'proposed' && !changed.accepted[side];
    if (!isAsked) await withdraw(deps, tenantId, proposedKey(changed.mentorshipId, side));
  }
  await owe(
    deps,
    tenantId,
    news.map((each) => noticeOf(changed, each)),
  );
}

function noticeOf(changed: StoredMentorship, { kind, to }: { kind: News; to: Side }): OwedNotice {
  const { personId, payload } = toldTo(changed, to);
  const key = `mentorship-${kind}:${changed.mentorshipId}:${changed.changes}:${to}`;
  if (kind === 'started') return { kind: 'mentorship-started', key, personId, payload };
  const { pause, end, cohort } = changed;
  const nextRunOn = to === 'learner' ? (cohort?.nextRunOn ?? null) : null;
  const about = { news: kind, until: pause?.until ?? null, outcome: outcomeOf(end?.because), nextRunOn };
  return { kind: 'mentorship-news', key, personId, payload: { ...payload, ...about } };
}

const outcomes = ['reached', 'partly-reached', 'not-reached', 'no-time'] as const;

function outcomeOf(because: string | undefined) {
  return outcomes.find((each) => each === because) ?? (because === 'withdrawn' ? 'no-time' : null);
}
