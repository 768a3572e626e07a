import { readFileSync, rmSync } from 'node:fs';
import { buildAll } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { script, tool } from './lib/run.mjs';
import { ensureTestTools } from './lib/system.mjs';
import { countTests } from './lib/test-report.mjs';

// npm test [-- <arguments of vitest>]: everything that the tests need, all tests, and the count as the last line.
const REPORT = inRoot(`dist/test-report-${process.pid}.json`);

async function runTests() {
  await ensureInstalled();
  await ensureTestTools();
  // Tests of what is built fail by themselves; those of the sources are still worth running.
  const built = await buildAll().then(
    () => true,
    (error) => console.error(error.message),
  );
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...process.argv.slice(2)]);
  const { passed, failed } = countTests(readReport(), code);
  return { passed, failed: failed + (built ? 0 : 1) };
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
