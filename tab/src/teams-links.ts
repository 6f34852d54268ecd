/** Deep links into Teams: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */

/** A chat with these people, by the names they sign in with. */
export function chatWith(...usernames: string[]): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=${usernames.map(encodeURIComponent).join(',')}`;
}

/** A call to these people, by the names they sign in with; Teams asks before it rings. */
export function callTo(...usernames: string[]): string {
  return `https://teams.microsoft.com/l/call/0/0?users=${usernames.map(encodeURIComponent).join(',')}`;
}
