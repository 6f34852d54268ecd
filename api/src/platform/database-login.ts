// Azure Database for PostgreSQL takes an Entra token as the password; this is the audience it asks for.
const scope = 'https://ossrdbms-aad.database.windows.net/.default';

type Credential = { getToken(scope: string): Promise<{ token: string }> };
let credential: Credential | undefined;

/**
 * The password for a database address without one: a token of the managed identity named by `AZURE_CLIENT_ID`. Loaded
 * when the first connection is made; the credential keeps the token and renews it.
 */
export async function identityPassword(): Promise<string> {
  if (!credential) {
    const { DefaultAzureCredential } = await import('@azure/identity');
    credential = new DefaultAzureCredential();
  }
  return (await credential.getToken(scope)).token;
}
