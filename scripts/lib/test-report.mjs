/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} TestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: TestFile[] }} Report
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * Counts vitest's JSON report. A file that could not be loaded, or whose process died, has no failed test to count and
 * counts as one; so does whatever else made vitest fail.
 * @param {string | undefined} report undefined: there is none, vitest crashed
 * @param {number} exitCode of vitest
 * @returns {Count}
 */
export function countTests(report, exitCode) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = read(report);
  const failed = numFailedTests + testResults.filter((file) => isUnloaded(file) || isUnfinished(file)).length;
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}

/**
 * The files in which something failed, or that did not end.
 * @param {string | undefined} report of vitest, as JSON
 * @returns {string[]} their absolute paths; none where vitest itself failed
 */
export function failedFiles(report) {
  if (report === undefined) return [];
  return read(report)
    .testResults.filter(hasFailed)
    .map(({ name }) => name);
}

/**
 * The count of a run whose failed files were run a second time: of those the second run counts.
 * @param {string} first report, as JSON
 * @param {Count} again of the failed files alone
 * @returns {Count}
 */
export function countWithSecondRun(first, again) {
  const { numPassedTests, testResults } = read(first);
  const repeated = testResults.filter(hasFailed).flatMap((file) => file.assertionResults);
  const passedThere = repeated.filter(({ status }) => status === 'passed').length;
  return { passed: numPassedTests - passedThere + again.passed, failed: again.failed };
}

/**
 * Tests that failed, by file and name: to be named when a second run found them right.
 * @param {string} report of vitest, as JSON
 * @returns {string[]}
 */
export function failedTests(report) {
  return read(report).testResults.flatMap((file) => {
    if (isUnloaded(file)) return [`${file.name} (could not be loaded)`];
    const failed = file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${file.name} > ${fullName}`);
    return isUnfinished(file) ? [...failed, `${file.name} (its process died ${whereIt(file)})`] : failed;
  });
}

/** @param {TestFile} file */
function whereIt({ assertionResults }) {
  const test = assertionResults.find(({ status }) => status === 'pending');
  return test === undefined ? 'before its first test' : `in or before "${test.fullName}"`;
}

/** @param {TestFile} file */
const hasFailed = (file) => file.status === 'failed' || isUnfinished(file);

/**
 * vitest reports a file whose process died as passed, with the tests that were still to come as pending, or with none.
 * @param {TestFile} file
 */
const isUnfinished = ({ status, assertionResults }) =>
  status === 'passed' && (assertionResults.length === 0 || assertionResults.some((one) => one.status === 'pending'));

/** @param {TestFile} file */
const isUnloaded = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((one) => one.status === 'failed');

/** @param {string} report @returns {Report} */
const read = (report) => JSON.parse(report);
