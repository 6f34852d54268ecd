/** Somebody of the organisation, as the directory names them. `id` is the object id. */
export type PlaygroundPerson = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  givenName: string;
  surname: string;
};

/**
 * The Playground's settings file, with our tenant and people in it: activities then carry the ids that the product's
 * database knows. JSON, which every YAML reader reads.
 */
export function playgroundSettings({
  tenantId,
  people: [currentUser, ...others],
}: {
  tenantId: string;
  people: readonly [PlaygroundPerson, ...PlaygroundPerson[]];
}): string {
  const settings = {
    version: '0.1.1',
    tenantId,
    bot: { id: 'open-door-bot', name: 'Open Door' },
    currentUser: userOf(currentUser),
    users: justFive(others).map(userOf),
    personalChat: { id: `chat-${currentUser.id}` },
    groupChat: { id: 'group-chat', name: 'Group chat' },
    team: {
      id: 'team',
      name: 'Team',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: 'channel', name: 'Announcements' }],
    },
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** The Playground wants five colleagues, no fewer and no more; a small organisation is filled up with guests it does not know. */
function justFive(people: readonly PlaygroundPerson[]): readonly PlaygroundPerson[] {
  const guests = Array.from({ length: Math.max(0, 5 - people.length) }, (_, i) => ({
    id: `00000000-0000-4000-8000-00000000000${i}`,
    displayName: `Guest ${i + 1}`,
    userPrincipalName: `guest${i + 1}@elsewhere.example`,
    givenName: 'Guest',
    surname: String(i + 1),
  }));
  return [...people, ...guests].slice(0, 5);
}

function userOf({ id, displayName, userPrincipalName, givenName, surname }: PlaygroundPerson) {
  // The misspelt name is how the Playground's schema has it.
  return {
    id,
    name: displayName,
    userPrincipleName: userPrincipalName,
    aadObjectId: id,
    givenName,
    surname,
    email: userPrincipalName,
  };
}
