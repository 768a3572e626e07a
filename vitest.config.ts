import { defineConfig } from 'vitest/config';

/** They call the whole product over HTTP, which takes longer to load than to be asked. */
const OVER_HTTP = ['test/conformance/**/*.test.ts', 'test/integration/api-*.test.ts'];

/** They start programs of their own, own the clock or keep much in memory: each has a process to itself. */
const ALONE = [
  'src/db/**/*.test.ts',
  'test/integration/{access-agrees,camera-time,connector-mysql,core,database-away,demo,full-disk*}.test.ts',
  'test/integration/{media-*,motion,mse-ld,odd-cameras,one-process,rating-days,record-modes,secret-key,streamers}.test.ts',
];

const COMMON = {
  globalSetup: ['test/support/global-setup.ts'],
  pool: 'forks' as const,
  maxWorkers: 2,
  // A second, as it would be, says how fast the machine is.
  expect: { poll: { timeout: 15_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

// Without isolation modules are loaded once, not for each file: no test changes anything in them.
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...COMMON,
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'web/src/**/*.test.{ts,tsx}'],
          exclude: ALONE,
          isolate: false,
        },
      },
      {
        test: {
          ...COMMON,
          name: 'database',
          include: ['test/integration/**/*.test.ts'],
          exclude: [...OVER_HTTP, ...ALONE],
          isolate: false,
        },
      },
      { test: { ...COMMON, name: 'alone', include: ALONE } },
      {
        test: {
          ...COMMON,
          name: 'http',
          include: OVER_HTTP,
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/support/first-start.ts'],
          isolate: false,
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
