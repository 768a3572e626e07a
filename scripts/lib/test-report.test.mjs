import { expect, test } from 'vitest';
import { countTests, countWithSecondRun, failedFiles, failedTests } from './test-report.mjs';

/** @param {number} numPassedTests @param {number} numFailedTests @param {object[]} testResults */
const report = (numPassedTests, numFailedTests, testResults = []) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });

const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] };
const unloadedFile = { status: 'failed', assertionResults: [] };

test('counts tests', () => {
  expect(countTests(report(5, 0), 0)).toEqual({ passed: 5, failed: 0 });
  expect(countTests(report(5, 1, [failedTest]), 1)).toEqual({ passed: 5, failed: 1 });
});

test('a file that could not be loaded is a failure', () => {
  expect(countTests(report(5, 1, [failedTest, unloadedFile]), 1)).toEqual({ passed: 5, failed: 2 });
});

test('no report, no tests, and an error beside the tests are failures', () => {
  expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(report(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(report(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
});

test('of files that were run a second time the second run counts, and what failed at first is named', () => {
  const first = report(7, 1, [
    { name: '/a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'stands too' }] },
    {
      name: '/b.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'stands' },
        { status: 'failed', fullName: 'wavers' },
      ],
    },
    { name: '/c.test.ts', status: 'failed', assertionResults: [] },
  ]);
  expect(failedFiles(first)).toEqual(['/b.test.ts', '/c.test.ts']);
  expect(failedTests(first)).toEqual(['/b.test.ts > wavers', '/c.test.ts (could not be loaded)']);
  expect(countWithSecondRun(first, { passed: 5, failed: 0 })).toEqual({ passed: 11, failed: 0 });
  expect(countWithSecondRun(first, { passed: 4, failed: 1 })).toEqual({ passed: 10, failed: 1 });
});

test('a file whose process died is a failure, though vitest calls it passed, and is run a second time', () => {
  const first = report(4, 0, [
    { name: '/a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] },
    {
      name: '/b.test.ts',
      status: 'passed',
      assertionResults: [
        { status: 'passed', fullName: 'first' },
        { status: 'pending', fullName: 'second' },
      ],
    },
    { name: '/c.test.ts', status: 'passed', assertionResults: [] },
  ]);
  expect(countTests(first, 1)).toEqual({ passed: 4, failed: 2 });
  expect(failedFiles(first)).toEqual(['/b.test.ts', '/c.test.ts']);
  expect(failedTests(first)).toEqual([
    '/b.test.ts (its process died in or before "second")',
    '/c.test.ts (its process died before its first test)',
  ]);
  expect(countWithSecondRun(first, { passed: 5, failed: 0 })).toEqual({ passed: 8, failed: 0 });
});

test('a run without a report has no file to repeat', () => {
  expect(failedFiles(undefined)).toEqual([]);
});
