/** What a person may do. Everybody active is a learner; the other roles are given by the programme. */
export type Role = 'learner' | 'champion' | 'mentor' | 'leader' | 'owner' | 'specialist';

/** The person on whose behalf an action runs, and how they read: every action takes one. */
export type Actor = {
  tenantId: string;
  personId: string;
  roles: readonly Role[];
  /** BCP 47 language tag for words, dates and numbers. */
  locale: string;
  /** IANA zone in which times are said to this person. */
  timeZone: string;
};

/** True when the actor has at least one of the roles. */
export function may(actor: Actor, ...roles: readonly Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
