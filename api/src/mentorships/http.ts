import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { implement } from '../platform/operations.ts';
import { listEndings } from './actions/endings.ts';
import { act, answerCheckIn, getMentorship, listMentorships, setGoal } from './actions/mentorships.ts';
import { mentorshipsContract } from './schema.ts';

type Named = {
  deps: Deps;
  actor: Actor;
  input: { params: { mentorshipId: string } };
  idempotencyKey: string | undefined;
};

function once<Answer extends object>(
  { deps, actor, input, idempotencyKey: key }: Named,
  operation: string,
  work: (deps: Deps, mentorshipId: string) => Promise<Answer>,
) {
  return answerOnce(deps, actor, { key, operation, input }, (inTx) => work(inTx, input.params.mentorshipId));
}

const refusals = {
  'no-such-mentorship': 404,
  'not-now': 409,
  'changed-meanwhile': 409,
  'key-reused': 422,
} as const;

export const mentorshipsOperations = implement(mentorshipsContract, {
  'GET /api/mentorships': { run: ({ deps, actor }) => listMentorships(deps, actor) },
  'GET /api/mentorships/endings': { run: ({ deps, actor, input }) => listEndings(deps, actor, input.query) },
  'GET /api/mentorships/{mentorshipId}': {
    run: ({ deps, actor, input }) => getMentorship(deps, actor, input.params.mentorshipId),
    refusals: { 'no-such-mentorship': 404 },
  },
  'POST /api/mentorships/{mentorshipId}/acceptance': {
    run: (call) => once(call, 'acceptMentorship', (deps, id) => act(deps, call.actor, id, { does: 'accept' })),
    refusals,
  },
  'POST /api/mentorships/{mentorshipId}/decline': {
    run: (call) =>
      once(call, 'declineMentorship', (deps, id) => act(deps, call.actor, id, { does: 'decline', ...call.input.body })),
    refusals,
  },
  'PUT /api/mentorships/{mentorshipId}/goal': {
    run: (call) => once(call, 'setMentorshipGoal', (deps, id) => setGoal(deps, call.actor, id, call.input.body)),
    refusals: { ...refusals, 'not-yours': 403 },
  },
  'POST /api/mentorships/{mentorshipId}/pause': {
    run: (call) =>
      once(call, 'pauseMentorship', (deps, id) => act(deps, call.actor, id, { does: 'pause', ...call.input.body })),
    refusals: { ...refusals, 'date-past': 422 },
  },
  'POST /api/mentorships/{mentorshipId}/resumption': {
    run: (call) => once(call, 'resumeMentorship', (deps, id) => act(deps, call.actor, id, { does: 'resume' })),
    refusals,
  },
  'POST /api/mentorships/{mentorshipId}/end': {
    run: (call) =>
      once(call, 'endMentorship', (deps, id) => act(deps, call.actor, id, { does: 'end', ...call.input.body })),
    refusals,
  },
  'POST /api/mentorships/{mentorshipId}/check-ins/{point}': {
    run: (call) =>
      once(call, 'answerCheckIn', (deps) => answerCheckIn(deps, call.actor, call.input.params, call.input.body)),
    refusals,
  },
});
