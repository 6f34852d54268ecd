/** What the directory says of somebody. */
export type Listed = {
  username: string;
  displayName: string;
  jobTitle: string;
  department: string;
  managerId: string | null;
  isGuest: boolean;
  active: boolean;
  /** Whether they have been here by themselves. */
  seen: boolean;
};

/** Whom a cohort is for; empty lists are for everybody. */
export type Audience = { preset: 'usual' | 'pilot'; departments: readonly string[]; titles: readonly string[] };

/** Nobody is matched, or even asked, who is a guest, has left, or is not a person. */
export function canTakePart(somebody: Listed): boolean {
  return somebody.active && !somebody.isGuest && !isAccount(somebody);
}

/**
 * Whether somebody belongs to those a cohort is for. A pilot is for early adopters: those who came here before anybody asked
 * them to.
 */
export function isFor(somebody: Listed, { preset, departments, titles }: Audience): boolean {
  if (preset === 'pilot' && !somebody.seen) return false;
  if (departments.length > 0 && !departments.includes(somebody.department)) return false;
  const title = wordsOf(somebody.jobTitle);
  return titles.length === 0 || titles.some((wanted) => wordsOf(wanted).every((word) => title.includes(word)));
}

const wordsOf = (text: string): string[] => text.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How administrators begin the addresses of accounts that nobody is: `svc-backup@…`, `noreply@…`. */
export const accountAddress =
  /^(svc|srv|service|system|admin|noreply|no-reply|donotreply|test|scanner|printer)([-_.\d@]|$)/;
export const accountName =
  /\b(service account|shared mailbox|functional mailbox|meeting room|conference room|no[- ]?reply|do not reply|test user)\b/i;

/**
 * Directories do not mark service accounts. They have neither a job title nor a manager, or are named so that no person is
 * meant; a missing title alone is common among people.
 */
function isAccount({ username, displayName, jobTitle, managerId }: Listed): boolean {
  if (jobTitle.trim() === '' && managerId === null) return true;
  return accountAddress.test(username.toLowerCase()) || accountName.test(displayName);
}
