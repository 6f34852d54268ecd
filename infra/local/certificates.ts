import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import { generate } from 'selfsigned';

export type LocalCertificates = {
  /** For NODE_EXTRA_CA_CERTS of every process that calls the local stand-ins. */
  caFile: string;
  /** The PEM in `caFile`. */
  ca: string;
  /** Private key and certificate of localhost, 127.0.0.1 and ::1, as PEM. */
  key: string;
  cert: string;
};

const validDays = 365;
const renewBeforeDays = 30;
const dayMilliseconds = 86_400_000;

/**
 * The certificates of the local HTTPS stand-ins, kept in `folder` and made anew, together with their authority, less
 * than 30 days before they end. The authority's key is never written down: what it signed here is all it will ever sign.
 */
export async function openCertificates(folder: string, now = Date.now()): Promise<LocalCertificates> {
  const caFile = path.join(folder, 'ca.pem');
  const serverFile = path.join(folder, 'localhost.pem');
  const kept = await readKept(caFile, serverFile);
  if (kept && isGood(kept, now)) return kept;
  const made = await make(now);
  await mkdir(folder, { recursive: true });
  await writeFile(serverFile, `${made.key}\n${made.cert}`, { mode: 0o600 });
  await writeFile(caFile, made.ca);
  return { caFile, ...made };
}

/** Makes this process trust the authority in fetch, node:https and everything built on them, as NODE_EXTRA_CA_CERTS would. */
export function trustCertificates({ ca }: Pick<LocalCertificates, 'ca'>): void {
  tls.setDefaultCACertificates([...new Set([...tls.getCACertificates('default'), ca])]);
}

async function readKept(caFile: string, serverFile: string): Promise<LocalCertificates | undefined> {
  const [ca, server] = await Promise.all([caFile, serverFile].map((file) => readFile(file, 'utf8').catch(() => '')));
  const start = server?.indexOf('-----BEGIN CERTIFICATE-----') ?? -1;
  if (!ca || !server || start < 0) return undefined;
  return { caFile, ca, key: server.slice(0, start).trim(), cert: server.slice(start) };
}

function isGood({ ca, cert }: LocalCertificates, now: number): boolean {
  try {
    const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];
    const end = Math.min(Date.parse(authority.validTo), Date.parse(server.validTo));
    return server.verify(authority.publicKey) && end - now > renewBeforeDays * dayMilliseconds;
  } catch {
    return false;
  }
}

async function make(now: number) {
  const shared = {
    keyType: 'ec',
    algorithm: 'sha256',
    // An hour back, for machines whose clocks differ a little.
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + validDays * dayMilliseconds),
  } as const;
  // A name of its own: a process that trusts two authorities of one name looks for a signature with the first key only.
  const name = `Open Door local authority ${randomUUID().slice(0, 8)}`;
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { ca: authority.cert, key: server.private.trim(), cert: server.cert };
}
