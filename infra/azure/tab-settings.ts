import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../../dist/tab/settings.js');

/** The built tab's settings file for one environment; `Settings` in tab/src/settings.ts says what each means. */
export function tabSettings(environment: Record<string, string | undefined>): string {
  const need = (name: string, what: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is missing: set it to ${what}, as provisioning writes it to env/.env.<name>.`);
    return value;
  };
  const settings = {
    apiUrl: need('API_ENDPOINT', 'the address of the API'),
    hostOrigins: [],
    clientId: need('AAD_APP_CLIENT_ID', 'the application (client) id of the Entra app registration'),
    authority: need('LOGIN_URL', 'the address people sign in at').replace(/\/$/, ''),
  };
  return `globalThis.openDoor = ${JSON.stringify(settings)};\n`;
}

if (process.argv[1] === import.meta.filename) await writeFile(file, tabSettings(process.env));
