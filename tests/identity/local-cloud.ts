import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalCertificates, openCertificates, trustCertificates } from '../../infra/local/certificates.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import { type LocalGraph, type LocalGraphOptions, startGraph } from '../../infra/local/graph/server.ts';
import { type Issuer, startIssuer } from '../../infra/local/identity/issuer.ts';

export type LocalCloud = {
  certificate: LocalCertificates;
  issuer: Issuer;
  graph: LocalGraph;
  /** The tenant with people in it, and one of another organisation where everybody has the same name. */
  tid: string;
  otherTid: string;
  people: GraphPerson[];
  /** The part of the product's configuration that leads here. */
  config: {
    AUTHORITY: string;
    CLIENT_ID: string;
    CLIENT_SECRET: string;
    APPLICATION_ID_URI: string;
    GRAPH_URL: string;
  };
  stop(): Promise<void>;
};

/** A token issuer and a Graph on free ports with certificates of their own, trusted by this process. */
export async function startCloud(
  people: GraphPerson[] = [person('Ada Quill')],
  options: Pick<LocalGraphOptions, 'retryPausesMilliseconds' | 'now'> = {},
): Promise<LocalCloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'open-door-cloud-'));
  const certificate = await openCertificates(folder);
  trustCertificates(certificate);
  const [tid, otherTid, clientId] = [randomUUID(), randomUUID(), randomUUID()];
  const app = { clientId, secret: randomUUID(), uri: `api://localhost/botid-${clientId}` };
  const findPerson = async (_tid: string, oid: string) => {
    const found = people.find(({ id }) => id === oid);
    return found && { oid, name: found.displayName, username: found.userPrincipalName };
  };
  const issuer = await startIssuer({ port: 0, certificate, tenants: [tid, otherTid], apps: [app], findPerson });
  const graph = await startGraph({ port: 0, certificate, issuer, organisations: [{ tid, people }], ...options });
  return {
    certificate,
    issuer,
    graph,
    tid,
    otherTid,
    people,
    config: {
      AUTHORITY: issuer.url,
      CLIENT_ID: clientId,
      CLIENT_SECRET: app.secret,
      APPLICATION_ID_URI: app.uri,
      GRAPH_URL: graph.url,
    },
    async stop() {
      await Promise.all([issuer.stop(), graph.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** Somebody with a mailbox in Lisbon. */
export function person(displayName: string, more: Partial<GraphPerson> = {}): GraphPerson {
  return {
    id: randomUUID(),
    displayName,
    userPrincipalName: `${displayName.toLowerCase().replaceAll(' ', '.')}@quill.example`,
    accountEnabled: true,
    mailbox: { timeZone: 'GMT Standard Time', locale: 'pt-PT' },
    ...more,
  };
}
