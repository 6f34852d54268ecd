import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{api,bot,tab,infra}/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.local/**'],
    retry: 0,
  },
});
