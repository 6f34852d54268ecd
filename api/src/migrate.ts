import process from 'node:process';
import { migrate } from './platform/migrate.ts';

// `npm run migrate`: brings the database to the newest migration, as its owner. Deployments run it before the new code.
const { DATABASE_OWNER_URL: ownerUrl, DATABASE_APP_PASSWORD: appPassword } = process.env;
if (!ownerUrl) {
  process.stderr.write(
    "DATABASE_OWNER_URL is missing: set it to the address of the database with its owner's credentials.\n",
  );
  process.exit(2);
}
const applied = await migrate(ownerUrl, appPassword);
process.stdout.write(
  applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'Nothing to apply: the database is up to date.\n',
);
