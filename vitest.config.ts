import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const everywhere = { retry: 0, exclude: ['**/node_modules/**', 'dist/**', '.local/**'] };

/** What takes longest, the longest first: begun last, it would keep one worker busy while the others have nothing to do. */
const long = [/browser\/accessibility/, /every-zone/, /tests\/browser\//, /tests\/races\//];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => long.findIndex((pattern) => pattern.test(moduleId)) >>> 0;
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
