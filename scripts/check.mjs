import { existsSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { capture, script } from './lib/run.mjs';

// npm run check: whatever can be known without running the product. All checks run, two at a time.
const program = (/** @type {string} */ path) => inRoot(`node_modules/${path}`);

const CHECKS = [
  { name: 'types of the server', args: [program('typescript/bin/tsc'), '-p', '.'] },
  { name: 'types of the scripts', args: [program('typescript/bin/tsc'), '-p', 'scripts'] },
  { name: 'types of the browser tests', args: [program('typescript/bin/tsc'), '-p', 'test/e2e'] },
  { name: 'types of the web', args: [program('typescript/bin/tsc'), '-p', 'web'], when: 'web/tsconfig.json' },
  { name: 'format and lint', args: [program('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'dead code', args: [program('knip/bin/knip.js'), '--no-progress'] },
  {
    name: 'architecture',
    args: [
      program('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'src',
      'web/src',
    ],
  },
  { name: 'SQL in rooms only', args: [inRoot('scripts/check-sql.mjs')] },
  { name: 'length of functions', args: [inRoot('scripts/check-size.mjs')] },
  { name: 'documentation', args: [inRoot('scripts/check-docs.mjs')] },
];

/** @param {{ name: string, args: string[] }} check */
async function perform({ name, args }) {
  const began = performance.now();
  const { code, output } = await capture(process.execPath, args);
  if (code !== 0) console.log(`\n--- ${name}\n${output.trimEnd()}\n`);
  return { name, passed: code === 0, seconds: (performance.now() - began) / 1000 };
}

await script(async () => {
  await ensureInstalled();
  const waiting = CHECKS.filter(({ when }) => when === undefined || existsSync(inRoot(when)));
  /** @type {{ name: string, passed: boolean, seconds: number }[]} */
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await perform(next));
  };
  await Promise.all([worker(), worker()]);
  for (const { name, passed, seconds } of results) {
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  }
  return results.every(({ passed }) => passed) ? 0 : 1;
});
