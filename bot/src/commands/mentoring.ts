import { answerInvitation } from '@open-door/api/cohorts/actions/participation.ts';
import { act, answerCheckIn, getMentorship } from '@open-door/api/mentorships/actions/mentorships.ts';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import type { Pressed } from '../card-actions.ts';
import {
  askDeclineCard,
  askPartCard,
  checkedInCard,
  cohortAnsweredCard,
  cohortCard,
  mentorshipCard,
  otherSide,
} from '../cards/mentoring.ts';
import { refusedCard } from '../cards/refused.ts';
import type { Message } from '../message.ts';
import { type Refused, say, sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Joins a cohort with a goal; without one it is asked for again. */
export async function joinCohort(turn: Turn, { goal, work, ...asking }: Pressed<'join-cohort'>): Promise<Message> {
  const { deps, actor, to } = turn;
  if (goal === '') return cohortCard(to, asking, say(to.locale, 'cohort.goal-missing'));
  const given = { answer: 'join' as const, goal, work, topic: null };
  const joined = await answerInvitation(deps, actor, asking.cohortId, given);
  return joined.ok ? cohortAnsweredCard(to, asking, 'joined') : refusedCard(to, sayRefusal(to.locale, joined));
}

export async function declineCohort(
  { deps, actor, to }: Turn,
  { cohortId, name }: Pressed<'decline-cohort'>,
): Promise<Message> {
  const declined = await answerInvitation(deps, actor, cohortId, { answer: 'decline' });
  return declined.ok ? cohortAnsweredCard(to, { name }, 'declined') : refusedCard(to, sayRefusal(to.locale, declined));
}

/** A mentorship as it stands, said with `before` where something could not be done. */
export async function mentorship(turn: Turn, { mentorshipId }: Pressed<'mentorship'>): Promise<Message> {
  return withMentorship(turn, mentorshipId, (found) => mentorshipCard(turn.to, found));
}

export async function acceptMentorship(turn: Turn, { mentorshipId }: Pressed<'accept-mentorship'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const accepted = await act(deps, actor, mentorshipId, { does: 'accept' });
  return accepted.ok ? mentorshipCard(to, accepted) : asItStands(turn, mentorshipId, accepted);
}

/** Asks why not; of a proposal that is over, it says how it stands. */
export async function askDeclineMentorship(
  turn: Turn,
  { mentorshipId }: Pressed<'ask-decline-mentorship'>,
): Promise<Message> {
  return withMentorship(turn, mentorshipId, (found) =>
    found.state === 'proposed' ? askDeclineCard(turn.to, found) : mentorshipCard(turn.to, found),
  );
}

export async function declineMentorship(
  turn: Turn,
  { mentorshipId, because, note }: Pressed<'decline-mentorship'>,
): Promise<Message> {
  const { deps, actor, to } = turn;
  const declined = await act(deps, actor, mentorshipId, { does: 'decline', because, note });
  return declined.ok ? mentorshipCard(to, declined) : asItStands(turn, mentorshipId, declined);
}

/** Keeps the answer to a check-in. That two do not fit ends their mentorship, so it is asked once more. */
export async function checkIn(
  turn: Turn,
  { mentorshipId, point, going, changed, isSure }: Pressed<'check-in'>,
): Promise<Message> {
  const { deps, actor, to } = turn;
  if (point === 'fit' && going === 'not' && !isSure) {
    return withMentorship(turn, mentorshipId, (found) => askPartCard(to, { mentorshipId, name: otherSide(found) }));
  }
  const kept = await answerCheckIn(deps, actor, { mentorshipId, point }, { going, changed });
  return kept.ok ? checkedInCard(to, kept, point) : asItStands(turn, mentorshipId, kept);
}

/** What could not be done, and the mentorship as it stands. */
function asItStands(turn: Turn, mentorshipId: string, refused: Refused): Promise<Message> {
  const before = sayRefusal(turn.to.locale, refused);
  return withMentorship(turn, mentorshipId, (found) => mentorshipCard(turn.to, found, before));
}

async function withMentorship(
  { deps, actor, to }: Turn,
  mentorshipId: string,
  build: (mentorship: Mentorship) => Message,
): Promise<Message> {
  const found = await getMentorship(deps, actor, mentorshipId);
  return found.ok ? build(found) : refusedCard(to, sayRefusal(to.locale, found));
}
