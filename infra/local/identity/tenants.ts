import { type GraphEndpoint, graphEndpoints } from '@open-door/api/platform/graph-endpoints.ts';

type Kind = GraphEndpoint['kind'];

/** What the administrators of one tenant have granted the product; changed while the issuer runs. */
type Consents = Record<Kind, Set<string>>;

export type IssuerPerson = { oid: string; name: string; username: string };

/** An app registration. */
export type IssuerApp = {
  clientId: string;
  secret: string;
  /** Application ID URI, such as api://localhost/botid-…. */
  uri: string;
};

export type Tenant = {
  tid: string;
  consents: Consents;
  /** Object ids of people from whom Entra wants more proof before it issues another token on their behalf. */
  challenged: Set<string>;
};

/** A tenant where everything that the product asks for is granted, and nothing that is granted besides. */
export function createTenant(tid: string): Tenant {
  const table: GraphEndpoint[] = Object.values(graphEndpoints);
  const rows = table.filter(({ optional, resourceSpecific }) => !optional && !resourceSpecific);
  const granted = (kind: Kind) => new Set(rows.flatMap((row) => (row.kind === kind ? [row.permission] : [])));
  return {
    tid,
    consents: { delegated: granted('delegated'), application: granted('application') },
    challenged: new Set(),
  };
}
