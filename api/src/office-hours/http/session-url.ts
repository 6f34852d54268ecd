import type { Config } from '../../platform/config.ts';

/** The deep link into Teams that opens a session's page. */
export function sessionUrlOf({ TEAMS_URL, TEAMS_APP_ID }: Config): (bookingId: string) => string {
  return (bookingId) => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: `sessions/${bookingId}` }));
    return `${TEAMS_URL}/l/entity/${TEAMS_APP_ID}/sessions?context=${context}`;
  };
}
