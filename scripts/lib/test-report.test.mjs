import { expect, test } from 'vitest';
import { countTests } from './test-report.mjs';

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
