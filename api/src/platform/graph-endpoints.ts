export type GraphEndpoint = {
  method: 'GET';
  /** Below Graph's version. */
  path: `/${string}`;
  /** OData options of the first call; Graph's own next and delta links carry them on. */
  query?: Record<`$${string}`, string>;
  /** Whether Graph is called as the signed-in person or as the app itself. */
  kind: 'delegated' | 'application';
  /** The least privileged Graph permission that is enough. */
  permission: string;
  /** What people do without when nobody granted the permission. */
  without: string;
  /** How long a call may take with all its waiting and retrying; short where a person waits for it. */
  deadlineSeconds: number;
};

/** Every call the product makes to Microsoft Graph. There is no other way to reach Graph than through a row of this table. */
export const graphEndpoints = {
  /** https://learn.microsoft.com/graph/api/user-delta */
  usersDelta: {
    method: 'GET',
    path: '/users/delta',
    query: {
      $select:
        'id,displayName,givenName,surname,userPrincipalName,jobTitle,department,accountEnabled,usageLocation,preferredLanguage,manager',
    },
    kind: 'application',
    permission: 'User.Read.All',
    without:
      'The directory is not kept up to date by itself. The programme owner imports the list of people from a file instead.',
    deadlineSeconds: 120,
  },
  /** https://learn.microsoft.com/graph/api/user-get-mailboxsettings */
  mailboxSettings: {
    method: 'GET',
    path: '/me/mailboxSettings',
    kind: 'delegated',
    permission: 'MailboxSettings.Read',
    without:
      'Time zone, language and working hours are not taken from Outlook. Times follow the device, and people set their own under Me.',
    deadlineSeconds: 10,
  },
} as const satisfies Record<string, GraphEndpoint>;

export type GraphEndpointKey = keyof typeof graphEndpoints;
