/** A person as a directory describes them. A field that is missing is not known here and stays as it is. */
export type StaffRecord = {
  /** The Entra object id, lower case. */
  id: string;
  /** userPrincipalName, lower case; missing only when Graph tells what changed of a known person. */
  username?: string;
  displayName?: string;
  /** The display name as lists are ordered by it. */
  sortName?: string;
  givenName?: string;
  surname?: string;
  jobTitle?: string;
  department?: string;
  office?: string;
  /** ISO 3166 country. */
  usageLocation?: string;
  /** BCP 47. */
  preferredLanguage?: string;
  isGuest?: boolean;
  /** False: may no longer sign in, so the person is treated as having left. */
  enabled: boolean;
  /** Object id or userPrincipalName of the manager, lower case; empty for nobody. */
  manager?: string;
};

/** The longest text a directory field may have here; Entra's own longest is the display name with 256. */
export const longestField = 256;

/** A directory's text as it is kept: well-formed Unicode without control characters (line breaks stay) or outer spaces. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .trim();
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isObjectId(text: string): boolean {
  return uuid.test(text);
}
