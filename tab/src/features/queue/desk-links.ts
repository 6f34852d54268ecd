/**
 * Where learners join a queue, inside Teams.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 */
export function queueLink(appId: string, queueId: string): string {
  const context = encodeURIComponent(JSON.stringify({ subEntityId: `queue/${queueId}` }));
  return `https://teams.microsoft.com/l/entity/${appId}/queue?context=${context}`;
}
