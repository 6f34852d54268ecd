/** Where a session with a champion is booked; `at` (ISO 8601) chooses a time. Give the wish along in the state. */
export function bookPath(personId: string, at?: string): string {
  return `/people/${personId}/book${at ? `?at=${encodeURIComponent(at)}` : ''}`;
}
