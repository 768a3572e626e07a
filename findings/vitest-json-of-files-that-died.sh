#!/usr/bin/env bash
# vitest 4.1.12, Node.js 20, Linux, seen 2026-12-01.
#
# The process of a test file may end before its tests did: the system takes it for its memory, for example. vitest says so
# and ends with 1. Its JSON report, which is written in the same run, calls that file "passed" and the run a "success",
# with no failed test: the tests that were still to come are "pending", and a file that came to none has an empty list.
#
# Here it matters because scripts/test.mjs counts tests by that report and runs the files that failed once more:
# scripts/lib/test-report.mjs takes a passed file with pending tests, or with none, for one that died.
#
# Prints what the report says of a file that ends its own process in its second test of three, and of the run:
#   exit code 1
#   success true, 0 failed
#   died.test.mjs passed: passed pending pending
set -euo pipefail
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund --ignore-scripts vitest@4.1.12
cat >died.test.mjs <<'JS'
import { test } from 'vitest';

test('first', () => {});
test('second', async () => {
  // The result of the first one is on its way to the report.
  await new Promise((resolve) => setTimeout(resolve, 500));
  process.kill(process.pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 5000));
});
test('third', () => {});
JS
code=0
npx vitest run --pool=forks --reporter=json --outputFile=report.json >/dev/null 2>&1 || code=$?
seen=$(
  echo "exit code $code"
  node -e '
    const { success, numFailedTests, testResults } = JSON.parse(require("fs").readFileSync("report.json", "utf8"));
    console.log(`success ${success}, ${numFailedTests} failed`);
    for (const { name, status, assertionResults } of testResults)
      console.log(`${require("path").basename(name)} ${status}: ${assertionResults.map((one) => one.status).join(" ")}`);'
)
echo "$seen"
[ "$seen" = 'exit code 1
success true, 0 failed
died.test.mjs passed: passed pending pending' ] || { echo 'this has changed' >&2; exit 1; }
