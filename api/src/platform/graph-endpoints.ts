export type GraphEndpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below Graph's version; what a call fills in stands in braces. */
  path: `/${string}`;
  /** OData options of the first call; Graph's own next and delta links carry them on. */
  query?: Record<`$${string}`, string>;
  /** Whether Graph is called as the signed-in person or as the app itself. */
  kind: 'delegated' | 'application';
  /** The least privileged Graph permission that is enough. */
  permission: string;
  /** The app does not ask for the permission: an administrator who wants what it brings grants it besides. */
  optional?: true;
  /** Granted for one team by whoever adds the app to it, and in no token: Graph refuses where the app is not. */
  resourceSpecific?: true;
  /** Graph refuses whoever is not a member, whatever was granted. */
  membersOnly?: true;
  /** What people do without when nobody granted the permission. */
  without: string;
  /** How long a call may take with all its waiting and retrying; short where a person waits for it. */
  deadlineSeconds: number;
  /** The call may be made again though it has an effect: twice is as once, or Graph recognises the repetition. */
  repeatable?: true;
  /** Graph answers no JSON but a file, which comes as a `Blob` of its type, twelve megabytes at most. */
  answers?: 'bytes';
};

const withoutCalendar =
  'Sessions are not put into Outlook by themselves. People add them from the calendar file of each session.';
const withoutReading =
  'What is done to a session in Outlook is not seen here. People move and cancel their sessions in Open Door.';
const withoutWatching =
  'What is done to a session in Outlook is seen here when one of the two next opens Open Door, not at once.';
const withoutLooking =
  'The channel for leaders cannot be chosen in Open Door. Whoever looks after it opens the channel in Teams instead.';
const withoutChannel =
  'What leaders post is not read from Teams. What was read before stays; people read the rest in the channel itself.';
const withoutSending =
  'Nobody can post, reply or react from Open Door. People do so in the channel in Teams, and it is seen here.';

const inChannel = '/teams/{team}/channels/{channel}';
const readsChannel = {
  kind: 'application',
  permission: 'ChannelMessage.Read.Group',
  resourceSpecific: true,
  without: withoutChannel,
} as const;
const asMember = { kind: 'delegated', membersOnly: true } as const;
const sends = { ...asMember, permission: 'ChannelMessage.Send', without: withoutSending } as const;

/** Every call the product makes to Microsoft Graph. There is no other way to reach Graph than through a row of this table. */
export const graphEndpoints = {
  /** https://learn.microsoft.com/graph/api/user-delta */
  usersDelta: {
    method: 'GET',
    path: '/users/delta',
    query: {
      $select:
        'id,displayName,givenName,surname,userPrincipalName,jobTitle,department,accountEnabled,usageLocation,preferredLanguage,manager',
    },
    kind: 'application',
    permission: 'User.Read.All',
    without:
      'The directory is not kept up to date by itself. The programme owner imports the list of people from a file instead.',
    deadlineSeconds: 120,
  },
  /** https://learn.microsoft.com/graph/api/user-get-mailboxsettings */
  mailboxSettings: {
    method: 'GET',
    path: '/me/mailboxSettings',
    kind: 'delegated',
    permission: 'MailboxSettings.Read',
    without:
      'Time zone, language and working hours are not taken from Outlook. Times follow the device, and people set their own under Me.',
    deadlineSeconds: 10,
  },
  /** At most 20 mailboxes and 62 days. Reads only: https://learn.microsoft.com/graph/api/calendar-getschedule */
  getSchedule: {
    method: 'POST',
    path: '/me/calendar/getSchedule',
    kind: 'delegated',
    permission: 'Calendars.ReadBasic',
    without: 'Times are offered without a look at Outlook. Whoever is busy then moves or cancels the session.',
    deadlineSeconds: 2,
    repeatable: true,
  },
  /**
   * With a `transactionId` only: asked for the same event again, Graph answers the one it made; asked for another one, it
   * refuses with a conflict that names the first. https://learn.microsoft.com/graph/api/user-post-events
   */
  createEvent: {
    method: 'POST',
    path: '/me/events',
    kind: 'delegated',
    permission: 'Calendars.ReadWrite',
    without: withoutCalendar,
    deadlineSeconds: 10,
    repeatable: true,
  },
  /** Tells everybody invited. https://learn.microsoft.com/graph/api/event-update */
  updateEvent: {
    method: 'PATCH',
    path: '/me/events/{event}',
    kind: 'delegated',
    permission: 'Calendars.ReadWrite',
    without: withoutCalendar,
    deadlineSeconds: 10,
    repeatable: true,
  },
  /** For its organizer only. Once done, the event is not found any more. https://learn.microsoft.com/graph/api/event-cancel */
  cancelEvent: {
    method: 'POST',
    path: '/me/events/{event}/cancel',
    kind: 'delegated',
    permission: 'Calendars.ReadWrite',
    without: withoutCalendar,
    deadlineSeconds: 10,
    repeatable: true,
  },
  /** Once done, the event is not found any more. https://learn.microsoft.com/graph/api/event-delete */
  deleteEvent: {
    method: 'DELETE',
    path: '/me/events/{event}',
    kind: 'delegated',
    permission: 'Calendars.ReadWrite',
    without: withoutCalendar,
    deadlineSeconds: 10,
    repeatable: true,
  },
  /** https://learn.microsoft.com/graph/api/event-get */
  getEvent: {
    method: 'GET',
    path: '/me/events/{event}',
    kind: 'delegated',
    permission: 'Calendars.ReadBasic',
    without: withoutReading,
    deadlineSeconds: 10,
  },
  /** The first call says `startDateTime` and `endDateTime`. https://learn.microsoft.com/graph/api/event-delta */
  calendarViewDelta: {
    method: 'GET',
    path: '/me/calendarView/delta',
    kind: 'delegated',
    permission: 'Calendars.ReadBasic',
    without: withoutReading,
    deadlineSeconds: 10,
  },
  /** Of the resource `users/{id}/events`, for at most 7 days. https://learn.microsoft.com/graph/api/subscription-post-subscriptions */
  watchCalendar: {
    method: 'POST',
    path: '/subscriptions',
    kind: 'application',
    permission: 'Calendars.Read',
    optional: true,
    without: withoutWatching,
    deadlineSeconds: 20,
  },
  /** https://learn.microsoft.com/graph/api/subscription-update */
  renewWatch: {
    method: 'PATCH',
    path: '/subscriptions/{subscription}',
    kind: 'application',
    permission: 'Calendars.Read',
    optional: true,
    without: withoutWatching,
    deadlineSeconds: 20,
    repeatable: true,
  },
  /** https://learn.microsoft.com/graph/api/subscription-delete */
  endWatch: {
    method: 'DELETE',
    path: '/subscriptions/{subscription}',
    kind: 'application',
    permission: 'Calendars.Read',
    optional: true,
    without: withoutWatching,
    deadlineSeconds: 20,
    repeatable: true,
  },
  /** A lesser permission would do, but whoever watches has this one. https://learn.microsoft.com/graph/api/event-get */
  readEventOf: {
    method: 'GET',
    path: '/users/{user}/events/{event}',
    kind: 'application',
    permission: 'Calendars.Read',
    optional: true,
    without: withoutWatching,
    deadlineSeconds: 10,
  },
  /** https://learn.microsoft.com/graph/api/user-list-joinedteams */
  joinedTeams: {
    method: 'GET',
    path: '/me/joinedTeams',
    kind: 'delegated',
    permission: 'Team.ReadBasic.All',
    without: withoutLooking,
    deadlineSeconds: 10,
  },
  /** https://learn.microsoft.com/graph/api/channel-list */
  teamChannels: {
    method: 'GET',
    path: '/teams/{team}/channels',
    query: { $select: 'id,displayName,membershipType,webUrl' },
    ...asMember,
    permission: 'Channel.ReadBasic.All',
    without: withoutLooking,
    deadlineSeconds: 10,
  },
  /** https://learn.microsoft.com/graph/api/channel-get */
  getChannel: {
    method: 'GET',
    path: inChannel,
    query: { $select: 'id,displayName,membershipType,webUrl' },
    ...asMember,
    permission: 'Channel.ReadBasic.All',
    without: withoutLooking,
    deadlineSeconds: 10,
  },
  /**
   * At most 50 a page, with `$top`; with `$expand=replies` their replies. The chain that changed last comes first.
   * https://learn.microsoft.com/graph/api/channel-list-messages
   */
  channelMessages: { method: 'GET', path: `${inChannel}/messages`, ...readsChannel, deadlineSeconds: 30 },
  /** Without replies, and no further back than eight months. https://learn.microsoft.com/graph/api/chatmessage-delta */
  channelMessagesDelta: { method: 'GET', path: `${inChannel}/messages/delta`, ...readsChannel, deadlineSeconds: 30 },
  /** https://learn.microsoft.com/graph/api/chatmessage-get */
  channelMessage: { method: 'GET', path: `${inChannel}/messages/{message}`, ...readsChannel, deadlineSeconds: 10 },
  /** At most 50 a page. https://learn.microsoft.com/graph/api/chatmessage-list-replies */
  channelReplies: {
    method: 'GET',
    path: `${inChannel}/messages/{message}/replies`,
    ...readsChannel,
    deadlineSeconds: 30,
  },
  channelReply: {
    method: 'GET',
    path: `${inChannel}/messages/{message}/replies/{reply}`,
    ...readsChannel,
    deadlineSeconds: 10,
  },
  /** https://learn.microsoft.com/graph/api/chatmessagehostedcontent-get */
  channelImage: {
    method: 'GET',
    path: `${inChannel}/messages/{message}/hostedContents/{content}/$value`,
    ...readsChannel,
    deadlineSeconds: 10,
    answers: 'bytes',
  },
  replyImage: {
    method: 'GET',
    path: `${inChannel}/messages/{message}/replies/{reply}/hostedContents/{content}/$value`,
    ...readsChannel,
    deadlineSeconds: 10,
    answers: 'bytes',
  },
  /**
   * Of the resource `/teams/{team}/channels/{channel}/messages`, replies included: for an hour at most, for three days with
   * a `lifecycleNotificationUrl`. https://learn.microsoft.com/graph/teams-changenotifications-chatmessage
   */
  watchChannel: { method: 'POST', path: '/subscriptions', ...readsChannel, deadlineSeconds: 20 },
  renewChannelWatch: {
    method: 'PATCH',
    path: '/subscriptions/{subscription}',
    ...readsChannel,
    deadlineSeconds: 20,
    repeatable: true,
  },
  endChannelWatch: {
    method: 'DELETE',
    path: '/subscriptions/{subscription}',
    ...readsChannel,
    deadlineSeconds: 20,
    repeatable: true,
  },
  /** Made anew each time it is asked for. https://learn.microsoft.com/graph/api/channel-post-messages */
  postMessage: { method: 'POST', path: `${inChannel}/messages`, ...sends, deadlineSeconds: 30 },
  /** Made anew each time it is asked for. https://learn.microsoft.com/graph/api/chatmessage-post-replies */
  postReply: { method: 'POST', path: `${inChannel}/messages/{message}/replies`, ...sends, deadlineSeconds: 20 },
  /** Somebody has one reaction of a kind. https://learn.microsoft.com/graph/api/chatmessage-setreaction */
  setReaction: {
    method: 'POST',
    path: `${inChannel}/messages/{message}/setReaction`,
    ...sends,
    deadlineSeconds: 10,
    repeatable: true,
  },
  /** https://learn.microsoft.com/graph/api/chatmessage-unsetreaction */
  unsetReaction: {
    method: 'POST',
    path: `${inChannel}/messages/{message}/unsetReaction`,
    ...sends,
    deadlineSeconds: 10,
    repeatable: true,
  },
  setReplyReaction: {
    method: 'POST',
    path: `${inChannel}/messages/{message}/replies/{reply}/setReaction`,
    ...sends,
    deadlineSeconds: 10,
    repeatable: true,
  },
  unsetReplyReaction: {
    method: 'POST',
    path: `${inChannel}/messages/{message}/replies/{reply}/unsetReaction`,
    ...sends,
    deadlineSeconds: 10,
    repeatable: true,
  },
} as const satisfies Record<string, GraphEndpoint>;

export type GraphEndpointKey = keyof typeof graphEndpoints;
