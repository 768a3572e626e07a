import { readFileSync, rmSync } from 'node:fs';
import { buildAll } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { script, tool } from './lib/run.mjs';
import { ensureTestTools } from './lib/system.mjs';
import { countTests, countWithSecondRun, failedFiles, failedTests } from './lib/test-report.mjs';

// npm test [-- <arguments of vitest>]: everything that the tests need, all tests, and the count as the last line.
const REPORT = inRoot(`dist/test-report-${process.pid}.json`);
/** Where more files fail than these it is no matter of timing. */
const MAX_REPEATED_FILES = 5;

async function runTests() {
  await ensureInstalled();
  await ensureTestTools();
  // Tests of what is built fail by themselves; those of the sources are still worth running.
  const built = await buildAll().then(
    () => true,
    (error) => console.error(error.message),
  );
  const run = await vitest(process.argv.slice(2));
  const { passed, failed } = process.env.CI ? await repeated(run) : run.count;
  return { passed, failed: failed + (built ? 0 : 1) };
}

/** @param {string[]} args */
async function vitest(args) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...args]);
  const report = readReport();
  return { report, count: countTests(report, code) };
}

/**
 * Tests drive real cameras, databases and browsers beside each other, and a loaded machine can be too slow for one of
 * them. The files of the few that failed are run once more, alone; what passes then is named, to be mended.
 * @param {Awaited<ReturnType<typeof vitest>>} first
 */
async function repeated({ report, count }) {
  const files = failedFiles(report);
  if (report === undefined || files.length === 0 || files.length > MAX_REPEATED_FILES) return count;
  const unsteady = failedTests(report);
  console.log(`Failed:\n  ${unsteady.join('\n  ')}`);
  console.log(`Running the ${files.length} files that failed once more, one after the other`);
  const again = await vitest([...files, '--no-file-parallelism']);
  if (again.count.failed === 0) console.log('All of them passed alone: they are unsteady.');
  return countWithSecondRun(report, again.count);
}

function readReport() {
  try {
    return readFileSync(REPORT, 'utf8');
  } catch {
    return undefined;
  } finally {
    rmSync(REPORT, { force: true });
  }
}

await script(async () => {
  const { passed, failed } = await runTests().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
