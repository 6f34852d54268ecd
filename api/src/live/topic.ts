/**
 * What somebody can watch: `person:ID` changes with anything that this person sees of their own (sessions, offers, waiting
 * lists), `champion:ID` with that champion's free slots, `queue:ID` with that queue, `queues` with
 * which queues are live and who is there, `leaders` with leaders' posts and what is said to them, `coverage` with who is
 * left out.
 */
export type Topic = `person:${string}` | `champion:${string}` | `queue:${string}` | 'queues' | 'leaders' | 'coverage';

/** A topic as somebody asks for it: their own is `person:me`, as no screen needs to know its reader's id. */
export function topicFor(personId: string, asked: Topic): Topic {
  return asked === 'person:me' ? `person:${personId}` : asked;
}

/** Everybody may watch champions and queues, oneself, and the programme owner who is left out. */
export function mayWatch(viewer: { personId: string; roles: readonly string[] }, topic: Topic): boolean {
  if (topic === 'coverage') return viewer.roles.includes('owner');
  return !topic.startsWith('person:') || topic === `person:${viewer.personId}`;
}
