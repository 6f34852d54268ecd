/**
 * Where a session with a champion is booked; `at` (ISO 8601) chooses a time, `ticketId` is of the ticket that it is booked
 * instead of. Give the wish along in the state.
 */
export function bookPath(personId: string, at?: string, ticketId?: string): string {
  const given = new URLSearchParams({ ...(at && { at }), ...(ticketId && { ticket: ticketId }) }).toString();
  return `/people/${personId}/book${given && `?${given}`}`;
}
