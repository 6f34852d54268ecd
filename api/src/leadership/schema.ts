import { z } from 'zod';
import { contract, date, id, instant, pageOf, paging, text } from '../platform/contract.ts';

/** Graph's id of a channel message: digits. */
const messageId = z.string().regex(/^\d{1,20}$/);
/** Graph's ids of teams and channels. */
const teamId = z.guid().toLowerCase();
const channelId = z.string().regex(/^19:[\w-]{1,120}@thread\.(tacv2|skype)$/);

const topic = z.object({ topic: z.string(), label: z.string() });

const author = z.object({
  /** Null for an app or somebody from outside. */
  personId: id.nullable(),
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
});

/** What everybody sees of a message, whoever wrote it. */
const message = z.object({
  messageId,
  author,
  postedAt: instant,
  editedAt: instant.nullable(),
  /** Sanitised; an image stands as `<img data-image="n" alt="…">`, where n counts from 0 in `images`. */
  html: z.string(),
  images: z.array(z.object({ alt: z.string() })),
  /** Most given first. */
  reactions: z.array(z.object({ reaction: z.string(), count: z.number().int(), mine: z.boolean() })),
  /** The message in Teams. */
  webUrl: z.string(),
  yours: z.boolean(),
});

export const reply = message.extend({
  /** True for what was written into the channel beside the post, not as a reply to it. */
  beside: z.boolean(),
});
export type Reply = z.output<typeof reply>;

/** What a post led to. */
const started = z.object({
  bookings: z.number().int(),
  /** Sessions held: over, not cancelled, and nobody was missed. */
  held: z.number().int(),
});

export const post = message.extend({
  topics: z.array(topic),
  replies: z.number().int(),
  /** For its author and the programme owner; null for everybody else. */
  started: started.nullable(),
});
export type Post = z.output<typeof post>;

/**
 * How true the copy is: `none` while no channel is chosen, `reading` while it is read for the first time, `following`,
 * `behind` while Graph cannot be reached or nothing tells of changes, `not-allowed` while Open Door may not read the
 * channel, `gone` when there is no such channel any more.
 */
const standing = z.enum(['none', 'reading', 'following', 'behind', 'not-allowed', 'gone']);

const feedStanding = z.object({
  standing,
  /** What happened before this is here; null before the first reading is over. */
  asOf: instant.nullable(),
  /** The channel in Teams; null without one. */
  channel: z.object({ teamName: z.string(), channelName: z.string(), webUrl: z.string() }).nullable(),
  /** Programme owners, who can mend what is wrong; three at most. */
  owners: z.array(z.object({ personId: id, displayName: z.string(), username: z.string() })),
});
export type FeedStanding = z.output<typeof feedStanding>;

const filters = z.object({
  leaders: z.array(author.extend({ posts: z.number().int() })),
  departments: z.array(z.object({ name: z.string(), posts: z.number().int() })),
  topics: z.array(topic.extend({ posts: z.number().int() })),
});
export type PostFilters = z.output<typeof filters>;

export const prompts = ['tried', 'wrong', 'learned', 'ask'] as const;

/** What a leader writes: the prompts they keep, in their order. */
export const draftContent = z.object({
  sections: z
    .array(z.object({ prompt: z.enum(prompts), html: z.string().max(20_000) }))
    .max(prompts.length)
    .refine((sections) => new Set(sections.map(({ prompt }) => prompt)).size === sections.length, 'a prompt twice'),
  link: z.object({ url: z.url({ protocol: /^https$/ }).max(2_000), title: text(200) }).nullable(),
  /** What readers can book a champion on; empty: found in the words. */
  topics: z.array(z.string().max(60)).max(5),
  imageAlt: text(300).default(''),
});
export type DraftContent = z.output<typeof draftContent>;

const imageType = z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export const draft = z.object({
  content: draftContent,
  image: z.object({ type: imageType, bytes: z.number().int() }).nullable(),
  /** 0 where nothing was kept yet. */
  version: z.number().int(),
  savedAt: instant.nullable(),
  /** `now` while it is being posted, `unknown` where Graph's answer was lost: it is looked for in the channel. */
  posting: z.enum(['no', 'now', 'unknown']),
});
export type Draft = z.output<typeof draft>;

const preview = z.object({
  /** As it will look in Teams, sanitised; the image stands as `<img data-image="0">`. */
  html: z.string(),
  topics: z.array(topic),
  /** Of what Teams takes at most, in hundredths. */
  fills: z.number().int(),
});
export type Preview = z.output<typeof preview>;

const leaderChoice = z.enum(['in', 'out', 'by-rule']);
export type LeaderChoice = z.output<typeof leaderChoice>;

export const leader = z.object({
  personId: id,
  displayName: z.string(),
  jobTitle: z.string(),
  department: z.string(),
  because: z.enum(['line', 'hand', 'left-out']),
  posts: z.number().int(),
  lastPostAt: instant.nullable(),
});
export type Leader = z.output<typeof leader>;

export const leaderRule = z.object({
  /** Everyone down to `levels` below this person; null: by hand only. */
  head: z.object({ personId: id, displayName: z.string(), jobTitle: z.string() }).nullable(),
  levels: z.number().int(),
  /** Weeks of silence until a leader is reminded; 0 for never. */
  nudgeWeeks: z.number().int(),
});
export type LeaderRule = z.output<typeof leaderRule>;

const rulePreview = z.object({
  /** How many, from the head downwards. */
  byLevel: z.array(z.number().int()),
  /** Some of them, the highest first. */
  first: z.array(author),
});
export type RulePreview = z.output<typeof rulePreview>;

const ruleInput = z.object({
  headId: id.nullable(),
  levels: z.number().int().min(0).max(9),
  nudgeWeeks: z.number().int().min(0).max(26),
});

export const channelStanding = feedStanding.extend({
  chosenAt: instant.nullable(),
  /** Messages read so far, while it is read for the first time. */
  messagesRead: z.number().int(),
  /** Until when Graph tells of changes by itself; null: it does not. */
  toldUntil: instant.nullable(),
  /** Since when Graph cannot be reached. */
  troubleSince: instant.nullable(),
  /** Where somebody adds Open Door to a team, which lets it read that team's channels. */
  addToTeamUrl: z.string(),
  /** Where an administrator consents for everybody to what people do as themselves: posting, replying, reacting. */
  adminConsentUrl: z.string(),
});
export type ChannelStanding = z.output<typeof channelStanding>;

const overview = z.object({
  weeks: z.number().int(),
  leaders: z.number().int(),
  /** Leaders who posted in these weeks. */
  visible: z.number().int(),
  posts: z.number().int(),
  replies: z.number().int(),
  started,
  /** Posts and what they started, week by week, the oldest first. */
  byWeek: z.array(
    z.object({ week: date, posts: z.number().int(), bookings: z.number().int(), held: z.number().int() }),
  ),
  /** Departments in which no leader posted in these weeks, the largest first. */
  withoutVisibleLeader: z.array(
    z.object({ department: z.string(), people: z.number().int(), leaders: z.number().int() }),
  ),
});
export type LeadershipOverview = z.output<typeof overview>;

const mine = z.object({
  lastPostAt: instant.nullable(),
  nudgeWeeks: z.number().int(),
  nudgesPausedUntil: date.nullable(),
  /** When the next reminder comes if nothing is posted; null for never. */
  nextNudgeOn: date.nullable(),
  totals: started.extend({ posts: z.number().int(), replies: z.number().int(), reactions: z.number().int() }),
});
export type Mine = z.output<typeof mine>;

/** One emoji, as people see it. */
const emoji = z
  .string()
  .max(32)
  .regex(/^\p{RGI_Emoji}$/v, 'not an emoji');

const params = z.object({ messageId });
/** Refusals of what somebody does in Teams as themselves. */
const asOneself = [
  'no-such-post',
  'no-channel',
  'permission-missing',
  'sign-in-needed',
  'not-in-team',
  'throttled',
  'graph-unavailable',
] as const;
/** Refusals of looking around in Teams as the programme owner. */
const looking = ['permission-missing', 'sign-in-needed', 'throttled', 'graph-unavailable'] as const;

export const readingContract = contract({
  'GET /api/leadership/feed': {
    operationId: 'listPosts',
    summary: 'Leaders’ posts, newest first; all words of a search begin a word of each.',
    roles: 'everyone',
    query: z.object({
      leader: id.optional(),
      department: text(200).optional(),
      topic: text(60).optional(),
      search: text(200).optional(),
      ...paging,
    }),
    response: pageOf(post).extend(feedStanding.shape),
    conditional: true,
  },
  'GET /api/leadership/filters': {
    operationId: 'listPostFilters',
    summary: 'By whom, from which departments and on which topics there are posts, most first.',
    roles: 'everyone',
    response: filters,
    conditional: true,
  },
  'GET /api/leadership/posts/{messageId}': {
    operationId: 'getPost',
    summary: 'One leader’s post.',
    roles: 'everyone',
    params,
    response: post,
    conditional: true,
    reasons: ['no-such-post'],
  },
  'GET /api/leadership/posts/{messageId}/replies': {
    operationId: 'listReplies',
    summary: 'What was replied to a post, and what others wrote beside it until the next, oldest first.',
    roles: 'everyone',
    params,
    query: z.object(paging),
    response: pageOf(reply),
    conditional: true,
    reasons: ['no-such-post'],
  },
  'GET /api/leadership/images/{messageId}/{image}': {
    operationId: 'getPostImage',
    summary: 'An image of a post or reply, read from Teams.',
    roles: 'everyone',
    params: params.extend({ image: z.string().regex(/^\d{1,2}$/) }),
    response: z.instanceof(Blob),
    responseType: 'image/*',
    reasons: ['no-such-image', 'graph-unavailable'],
  },
  'POST /api/leadership/posts/{messageId}/replies': {
    operationId: 'replyToPost',
    summary: 'Replies in the channel, as oneself.',
    roles: 'everyone',
    params,
    body: z.object({ words: text(4_000).refine((words) => words !== '', 'nothing is written') }),
    status: 201,
    response: reply,
    reasons: [...asOneself, 'maybe-posted', 'already-posting', 'key-reused'],
  },
  'PUT /api/leadership/posts/{messageId}/reaction': {
    operationId: 'reactToPost',
    summary: 'Gives a reaction to a post or reply in Teams as oneself, or takes it back.',
    roles: 'everyone',
    params,
    body: z.object({ reaction: emoji, given: z.boolean() }),
    response: z.object({ reactions: message.shape.reactions }),
    reasons: asOneself,
  },
});

export const writingContract = contract({
  'GET /api/leadership/draft': {
    operationId: 'getDraft',
    summary: 'What the leader is writing, on whichever device.',
    roles: ['leader'],
    response: draft,
  },
  'PUT /api/leadership/draft': {
    operationId: 'keepDraft',
    summary: 'Keeps what the leader is writing; refused when another device kept something else meanwhile.',
    roles: ['leader'],
    body: z.object({ content: draftContent, version: z.number().int().min(0) }),
    response: draft,
    reasons: ['changed-elsewhere', 'already-posting'],
  },
  'DELETE /api/leadership/draft': {
    operationId: 'discardDraft',
    summary: 'Throws away what the leader is writing.',
    roles: ['leader'],
    response: draft,
    reasons: ['already-posting'],
  },
  'GET /api/leadership/draft/image': {
    operationId: 'getDraftImage',
    summary: 'The image of the draft.',
    roles: ['leader'],
    response: z.instanceof(Blob),
    responseType: 'image/*',
    reasons: ['no-such-image'],
  },
  'PUT /api/leadership/draft/image': {
    operationId: 'keepDraftImage',
    summary: 'Adds the image of the draft, or takes another one.',
    roles: ['leader'],
    body: z.object({ type: imageType, base64: z.base64().max(2_800_000), version: z.number().int().min(0) }),
    maximumBodyKilobytes: 2_800,
    response: draft,
    reasons: ['changed-elsewhere', 'already-posting', 'not-an-image'],
  },
  'DELETE /api/leadership/draft/image': {
    operationId: 'dropDraftImage',
    summary: 'Takes the image out of the draft.',
    roles: ['leader'],
    response: draft,
    reasons: ['already-posting'],
  },
  'POST /api/leadership/preview': {
    operationId: 'previewPost',
    summary: 'How it will look in Teams, and what readers could book a champion on.',
    roles: ['leader'],
    body: z.object({ content: draftContent }),
    response: preview,
  },
  'POST /api/leadership/posts': {
    operationId: 'postDraft',
    summary: 'Posts the draft into the channel as the leader. The draft is gone only when the post is there.',
    roles: ['leader'],
    body: z.object({ version: z.number().int().min(1) }),
    status: 201,
    response: post,
    reasons: [
      ...asOneself,
      'nothing-written',
      'too-long',
      'changed-elsewhere',
      'already-posting',
      /** Graph's answer was lost and the channel cannot be read: it may be there. */
      'maybe-posted',
    ],
  },
  'POST /api/leadership/draft/fate': {
    operationId: 'settleDraft',
    summary: 'Looks in the channel whether a draft was posted whose answer was lost.',
    roles: ['leader'],
    response: z.object({ draft, post: post.nullable() }),
    reasons: ['maybe-posted', 'no-channel'],
  },
  'GET /api/leadership/mine': {
    operationId: 'getMyLeadership',
    summary: 'What the leader’s posts started, and when they are reminded.',
    roles: ['leader'],
    response: mine,
  },
  'PUT /api/leadership/nudges': {
    operationId: 'pauseNudges',
    summary: 'The leader pauses reminders until a date, or lets them go on.',
    roles: ['leader'],
    body: z.object({ pausedUntil: date.nullable() }),
    response: mine,
    reasons: ['date-past'],
  },
});

/** For the programme owner. */
export const programmeContract = contract({
  'GET /api/leadership/channel': {
    operationId: 'getLeadershipChannel',
    summary: 'The channel, whether Open Door may read it, and how true the copy is.',
    roles: ['owner'],
    response: channelStanding,
    conditional: true,
  },
  'GET /api/leadership/teams': {
    operationId: 'listTeams',
    summary: 'The programme owner’s teams, through Microsoft Graph.',
    roles: ['owner'],
    response: z.object({ items: z.array(z.object({ teamId, name: z.string() })) }),
    reasons: looking,
  },
  'GET /api/leadership/teams/{teamId}/channels': {
    operationId: 'listChannels',
    summary: 'The standard channels of a team.',
    roles: ['owner'],
    params: z.object({ teamId }),
    response: z.object({ items: z.array(z.object({ channelId, name: z.string() })) }),
    reasons: [...looking, 'no-such-channel'],
  },
  'PUT /api/leadership/channel': {
    operationId: 'chooseChannel',
    summary:
      'Chooses the channel, whose leaders’ posts everybody who uses the app can then read. It is read at once, and followed.',
    roles: ['owner'],
    body: z.object({ teamId, channelId, everyoneMayRead: z.literal(true) }),
    response: channelStanding,
    reasons: [...looking, 'no-such-channel', 'private-channel'],
  },
  'DELETE /api/leadership/channel': {
    operationId: 'leaveChannel',
    summary: 'Stops reading the channel; its posts are shown no more, and stay in Teams.',
    roles: ['owner'],
    response: channelStanding,
  },
  'POST /api/leadership/channel/check': {
    operationId: 'checkChannel',
    summary: 'Tries again now, for who has just granted a permission.',
    roles: ['owner'],
    response: channelStanding,
  },
  'GET /api/leadership/rule': {
    operationId: 'getLeaderRule',
    summary: 'Who counts as a leader by the reporting line, and when leaders are reminded.',
    roles: ['owner'],
    response: leaderRule,
  },
  'PUT /api/leadership/rule': {
    operationId: 'setLeaderRule',
    summary: 'Decides who counts as a leader by the reporting line, and when leaders are reminded.',
    roles: ['owner'],
    body: ruleInput,
    response: leaderRule,
    reasons: ['no-such-person'],
  },
  'POST /api/leadership/rule/preview': {
    operationId: 'previewLeaderRule',
    summary: 'How many people a rule would make leaders, level by level, and the first of them. Nothing is stored.',
    roles: ['owner'],
    body: ruleInput.pick({ headId: true, levels: true }),
    response: rulePreview,
    reasons: ['no-such-person'],
  },
  'GET /api/leadership/leaders': {
    operationId: 'listLeaders',
    summary: 'Leaders and who was left out by hand, who is silent longest first.',
    roles: ['owner'],
    query: z.object(paging),
    response: pageOf(leader),
  },
  'PUT /api/leadership/leaders/{personId}': {
    operationId: 'chooseLeader',
    summary: 'Makes somebody a leader by hand, leaves them out, or leaves it to the rule.',
    roles: ['owner'],
    params: z.object({ personId: id }),
    body: z.object({ choice: leaderChoice }),
    response: z.object({
      isLeader: z.boolean(),
      /** What stood there, for the way back. */
      before: leaderChoice,
    }),
    reasons: ['no-such-person'],
  },
  'GET /api/leadership/overview': {
    operationId: 'getLeadershipOverview',
    summary: 'Who is visible, which departments have no visible leader, and what posts led to.',
    roles: ['owner'],
    query: z.object({ weeks: z.coerce.number().int().min(1).max(52).default(12) }),
    response: overview,
  },
});

export type LeadershipContract = typeof readingContract & typeof writingContract & typeof programmeContract;
