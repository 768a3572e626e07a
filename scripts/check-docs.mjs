import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { buildAll } from './lib/build.mjs';
import { findBrokenLinks } from './lib/check-links.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { withMigratedDatabase } from './lib/migrated-database.mjs';
import { inRoot } from './lib/paths.mjs';
import { refusalWords } from './lib/refusal-words.mjs';
import { capture, script } from './lib/run.mjs';
import { dumpSchema } from './lib/schema-dump.mjs';

// Links resolve, docs/reference/schema.sql is the migrated database, docs/reference/openapi.json is what the server
// serves, and the web's words for refusals are the server's. With --write the files are written instead of compared.
const WRITE = process.argv.includes('--write');

/** @param {string} path @param {string} wanted @returns {string[]} */
function compare(path, wanted) {
  const found = existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : undefined;
  if (found === wanted) return [];
  if (!WRITE) return [`${path} is not up to date: node scripts/check-docs.mjs --write`];
  mkdirSync(dirname(inRoot(path)), { recursive: true });
  writeFileSync(inRoot(path), wanted);
  console.log(`Wrote ${path}`);
  return [];
}

async function checkSchema() {
  return compare('docs/reference/schema.sql', await withMigratedDatabase(dumpSchema));
}

/** The server prints its own: `node dist/server/main.js openapi`. */
async function checkOpenapi() {
  if (!existsSync(inRoot('src/main.ts'))) return [];
  await buildAll({ only: 'server' });
  const { code, output } = await capture(process.execPath, [inRoot('dist/server/main.js'), 'openapi']);
  if (code !== 0) return [`the server's command "openapi" failed:\n${output}`];
  return compare('docs/reference/openapi.json', `${JSON.stringify(JSON.parse(output), undefined, 2)}\n`);
}

async function checkRefusals() {
  return Object.entries(await refusalWords()).flatMap(([language, words]) =>
    compare(`web/src/locales/${language}/refusals.json`, json(words)).concat(
      compare(`web/src/locales/${language}/fieldNames.json`, json(fieldNames(language))),
    ),
  );
}

/** What refusals call the fields that they list: as the history of changes does, whose words only the console loads. */
function fieldNames(/** @type {string} */ language) {
  return JSON.parse(readFileSync(inRoot(`web/src/locales/${language}/console.json`), 'utf8')).audit.fields;
}

/** @param {unknown} words */
const json = (words) => `${JSON.stringify(words, undefined, 2)}\n`;

await script(async () => {
  await ensureInstalled();
  const problems = findBrokenLinks();
  for (const check of [checkSchema, checkOpenapi, checkRefusals]) {
    problems.push(...(await check().catch((error) => [String(error.message)])));
  }
  for (const problem of problems) console.log(problem);
  return problems.length === 0 ? 0 : 1;
});
