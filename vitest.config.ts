import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'scripts/**/*.test.mjs',
            'web/src/**/*.test.{ts,tsx}',
            'test/conformance/**/*.test.ts',
            'test/integration/**/*.test.ts',
          ],
          globalSetup: ['test/support/global-setup.ts'],
          pool: 'forks',
          // Modules are read once, not for each file: nothing in them is changed by a test.
          isolate: false,
          maxWorkers: 2,
          // A second, as it would be, says how fast the machine is.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
