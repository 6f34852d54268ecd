import type { Config } from '../platform/config.ts';
import { implement, type Operation } from '../platform/operations.ts';
import { checkChannel, chooseChannel, getChannel, leaveChannel, listChannels, listTeams } from './actions/channel.ts';
import { discardDraft, dropDraftImage, getDraft, getDraftImage, keepDraft, keepDraftImage } from './actions/draft.ts';
import { getPost, listFilters, listPosts, listReplies } from './actions/feed.ts';
import { getPostImage } from './actions/image.ts';
import { chooseLeader, getRule, listLeaders, previewRule, setRule } from './actions/leaders.ts';
import { getMine, pauseNudges } from './actions/mine.ts';
import { getOverview } from './actions/overview.ts';
import { postDraft, settleDraft } from './actions/post.ts';
import { preview } from './actions/preview.ts';
import { reactToPost } from './actions/react.ts';
import { replyToPost } from './actions/reply.ts';
import { programmeContract, readingContract, writingContract } from './schema.ts';

/** What stands in the way of what somebody does in Teams, or looks for there, as themselves. */
const inTeams = {
  'permission-missing': 403,
  'sign-in-needed': 403,
  throttled: 503,
  'graph-unavailable': 503,
} as const;
const sending = { ...inTeams, 'no-such-post': 404, 'no-channel': 409, 'not-in-team': 403 } as const;

const reading = implement(readingContract, {
  'GET /api/leadership/feed': { run: ({ deps, actor, input }) => listPosts(deps, actor, input.query) },
  'GET /api/leadership/filters': { run: ({ deps, actor }) => listFilters(deps, actor) },
  'GET /api/leadership/posts/{messageId}': {
    run: ({ deps, actor, input }) => getPost(deps, actor, input.params),
    refusals: { 'no-such-post': 404 },
  },
  'GET /api/leadership/posts/{messageId}/replies': {
    run: ({ deps, actor, input }) => listReplies(deps, actor, input.params.messageId, input.query),
    refusals: { 'no-such-post': 404 },
  },
  'GET /api/leadership/images/{messageId}/{image}': {
    run: ({ deps, actor, input }) => getPostImage(deps, actor, { ...input.params, image: Number(input.params.image) }),
    refusals: { 'no-such-image': 404, 'graph-unavailable': 503 },
  },
  'POST /api/leadership/posts/{messageId}/replies': {
    run: ({ deps, input, idempotencyKey, ...caller }) =>
      replyToPost(deps, caller, input.params.messageId, input.body, idempotencyKey),
    refusals: { ...sending, 'maybe-posted': 409, 'already-posting': 409, 'key-reused': 422 },
  },
  'PUT /api/leadership/posts/{messageId}/reaction': {
    run: ({ deps, input, ...caller }) => reactToPost(deps, caller, input.params.messageId, input.body),
    refusals: sending,
  },
});

const writing = implement(writingContract, {
  'GET /api/leadership/draft': { run: ({ deps, actor }) => getDraft(deps, actor) },
  'PUT /api/leadership/draft': {
    run: ({ deps, actor, input }) => keepDraft(deps, actor, input.body),
    refusals: { 'changed-elsewhere': 409, 'already-posting': 409 },
  },
  'DELETE /api/leadership/draft': {
    run: ({ deps, actor }) => discardDraft(deps, actor),
    refusals: { 'already-posting': 409 },
  },
  'GET /api/leadership/draft/image': {
    run: ({ deps, actor }) => getDraftImage(deps, actor),
    refusals: { 'no-such-image': 404 },
  },
  'PUT /api/leadership/draft/image': {
    run: ({ deps, actor, input }) => keepDraftImage(deps, actor, input.body),
    refusals: { 'changed-elsewhere': 409, 'already-posting': 409, 'not-an-image': 422 },
  },
  'DELETE /api/leadership/draft/image': {
    run: ({ deps, actor }) => dropDraftImage(deps, actor),
    refusals: { 'already-posting': 409 },
  },
  'POST /api/leadership/preview': { run: ({ deps, actor, input }) => preview(deps, actor, input.body.content) },
  'POST /api/leadership/posts': {
    run: ({ deps, input, ...caller }) => postDraft(deps, caller, input.body),
    refusals: {
      ...sending,
      'nothing-written': 422,
      'too-long': 422,
      'changed-elsewhere': 409,
      'already-posting': 409,
      'maybe-posted': 409,
    },
  },
  'POST /api/leadership/draft/fate': {
    run: ({ deps, actor }) => settleDraft(deps, actor),
    refusals: { 'maybe-posted': 409, 'no-channel': 409 },
  },
  'GET /api/leadership/mine': { run: ({ deps, actor }) => getMine(deps, actor) },
  'PUT /api/leadership/nudges': {
    run: ({ deps, actor, input }) => pauseNudges(deps, actor, input.body),
    refusals: { 'date-past': 422 },
  },
});

export function leadershipOperations(config: Config): Operation[] {
  const programme = implement(programmeContract, {
    'GET /api/leadership/channel': { run: ({ deps, actor }) => getChannel(deps, actor, config) },
    'GET /api/leadership/teams': {
      run: ({ deps, actor, token }) => listTeams(deps, actor, token),
      refusals: inTeams,
    },
    'GET /api/leadership/teams/{teamId}/channels': {
      run: ({ deps, actor, token, input }) => listChannels(deps, actor, token, input.params.teamId),
      refusals: { ...inTeams, 'no-such-channel': 404 },
    },
    'PUT /api/leadership/channel': {
      run: ({ deps, actor, token, input }) => chooseChannel(deps, actor, token, input.body, config),
      refusals: { ...inTeams, 'no-such-channel': 404, 'private-channel': 422 },
    },
    'DELETE /api/leadership/channel': { run: ({ deps, actor }) => leaveChannel(deps, actor, config) },
    'POST /api/leadership/channel/check': { run: ({ deps, actor }) => checkChannel(deps, actor, config) },
    'GET /api/leadership/rule': { run: ({ deps, actor }) => getRule(deps, actor) },
    'PUT /api/leadership/rule': {
      run: ({ deps, actor, input }) => setRule(deps, actor, input.body),
      refusals: { 'no-such-person': 404 },
    },
    'POST /api/leadership/rule/preview': {
      run: ({ deps, actor, input }) => previewRule(deps, actor, input.body),
      refusals: { 'no-such-person': 404 },
    },
    'GET /api/leadership/leaders': { run: ({ deps, actor, input }) => listLeaders(deps, actor, input.query) },
    'PUT /api/leadership/leaders/{personId}': {
      run: ({ deps, actor, input }) => chooseLeader(deps, actor, input.params.personId, input.body.choice),
      refusals: { 'no-such-person': 404 },
    },
    'GET /api/leadership/overview': { run: ({ deps, actor, input }) => getOverview(deps, actor, input.query.weeks) },
  });
  return [...reading, ...writing, ...programme];
}
