import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const everywhere = { retry: 0, exclude: ['**/node_modules/**', 'dist/**', '.local/**'] };

export default defineConfig({
  test: {
    // Tests wait for browsers and databases half of their time: with two cores, one worker would leave one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
