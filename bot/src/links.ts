/** Where in Teams the app's own pages are, and the chat with a person. */
export type Links = {
  home: string;
  sessions: string;
  session: (bookingId: string) => string;
  /** The live queues; for who is in one, their place. */
  queues: string;
  queue: (queueId: string) => string;
  /** A champion's line. */
  desk: string;
  deskTicket: (ticketId: string) => string;
  mentoring: string;
  mentorship: (mentorshipId: string) => string;
  /** What leaders post, and where one writes. */
  leaders: string;
  writePost: string;
  /** A champion's times. */
  book: (personId: string) => string;
  chat: (username: string) => string;
  call: (username: string) => string;
};

/**
 * Deep links to the personal tab and to a chat.
 * Shapes from learn.microsoft.com/microsoftteams/platform/concepts/build-and-test, deep-link-application and deep-link-teams.
 */
export function deepLinks({ TEAMS_URL, TEAMS_APP_ID }: { TEAMS_URL: string; TEAMS_APP_ID: string }): Links {
  const page = (entity: string) => `${TEAMS_URL}/l/entity/${TEAMS_APP_ID}/${entity}`;
  const within = (subEntityId: string) => encodeURIComponent(JSON.stringify({ subEntityId }));
  const under = (subPage: string) => `${page('home')}?context=${within(subPage)}`;
  return {
    home: page('home'),
    sessions: page('sessions'),
    session: (bookingId) => `${page('sessions')}?context=${within(`sessions/${bookingId}`)}`,
    queues: under('queue'),
    queue: (queueId) => under(`queue/${queueId}`),
    desk: under('desk/queue'),
    deskTicket: (ticketId) => under(`desk/queue/${ticketId}`),
    mentoring: under('mentoring'),
    mentorship: (mentorshipId) => under(`mentoring/${mentorshipId}`),
    leaders: page('leaders'),
    writePost: `${page('leaders')}?context=${within('leaders/write')}`,
    book: (personId) => under(`people/${personId}/book`),
    chat: (username) => `${TEAMS_URL}/l/chat/0/0?users=${encodeURIComponent(username)}`,
    call: (username) => `${TEAMS_URL}/l/call/0/0?users=${encodeURIComponent(username)}`,
  };
}
