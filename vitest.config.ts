import { defineConfig } from 'vitest/config';

/** They call the whole product over HTTP, which takes longer to load than to be asked. */
const OVER_HTTP = ['test/conformance/**/*.test.ts', 'test/integration/api-*.test.ts'];

const COMMON = {
  globalSetup: ['test/support/global-setup.ts'],
  pool: 'forks' as const,
  maxWorkers: 2,
  // A second, as it would be, says how fast the machine is.
  expect: { poll: { timeout: 15_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'scripts/**/*.test.mjs',
            'web/src/**/*.test.{ts,tsx}',
            'test/integration/**/*.test.ts',
          ],
          exclude: OVER_HTTP,
        },
      },
      {
        test: {
          ...COMMON,
          name: 'http',
          include: OVER_HTTP,
          // Modules are loaded once, not for each file: no test changes anything in them.
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: 2,
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
