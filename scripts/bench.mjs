import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { run, script } from './lib/run.mjs';
import { bundleSource } from './lib/source.mjs';

// npm run bench -- <name> [<arguments>]: runs bench/<name>.ts; without a name: which there are, and what they ask.
await script(async () => {
  await ensureInstalled();
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined) {
    for (const bench of benches()) console.log(`${bench.padEnd(10)} ${questionOf(bench)}`);
    return 0;
  }
  if (!benches().includes(name)) throw new Error(`There is no bench "${name}": there are ${benches().join(', ')}`);
  const bundle = await bundleSource(`bench/${name}.ts`);
  try {
    return await run(process.execPath, ['--enable-source-maps', bundle, ...rest]);
  } finally {
    rmSync(bundle, { force: true });
  }
});

function benches() {
  if (!existsSync(inRoot('bench'))) return [];
  return readdirSync(inRoot('bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
}

/** The first comment of the file. @param {string} bench */
function questionOf(bench) {
  const text = readFileSync(inRoot(`bench/${bench}.ts`), 'utf8');
  const comment = /\/\*\*(.*?)\*\//s.exec(text)?.[1] ?? '';
  return comment.replace(/\s*\n\s*\*\s*/g, ' ').trim();
}
