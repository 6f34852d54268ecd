import { defineConfig } from 'vitest/config';

const everywhere = { retry: 0, exclude: ['**/node_modules/**', 'dist/**', '.local/**'] };

export default defineConfig({
  test: {
    projects: [
      // Pure files beside their tests: no database, no server.
      {
        test: { ...everywhere, name: 'unit', include: ['{api,bot,tab,infra}/**/*.test.ts', 'tests/support/*.test.ts'] },
      },
      {
        test: {
          ...everywhere,
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: [...everywhere.exclude, 'tests/support/**'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
