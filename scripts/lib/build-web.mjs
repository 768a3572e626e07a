import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { replace } from './build-server.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const WEB = 'dist/web';
const TEXT = /\.(js|css|html|svg|webmanifest|txt)$/;
/** Below this a compressed file saves no packet. */
const COMPRESSED_FROM_BYTES = 1024;

/** What the console, the viewer and the embed page are made of. */
export const WEB_SOURCES = ['web', 'package-lock.json', 'scripts/lib/build-web.mjs'];

/** dist/web by vite. Types are for `npm run check` to see: a start should not wait for them. */
export async function buildWeb() {
  if (!existsSync(inRoot('web/vite.config.ts'))) {
    console.log('No web/vite.config.ts yet: the web is not built');
    return;
  }
  const fresh = inRoot(`${WEB}.new-${process.pid}`);
  await vite(['build', '--outDir', fresh, '--emptyOutDir']);
  await vite(['build', '--mode', 'embed', '--outDir', fresh, '--emptyOutDir', 'false']);
  await compressAll(fresh);
  replace(inRoot(WEB), fresh);
}

/** @param {string[]} args */
async function vite(args) {
  const code = await run(process.execPath, [viteProgram(), ...args, '--logLevel', 'warn'], {
    cwd: inRoot('web'),
    // Whatever we run under, what is delivered is the production build.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error(`vite build failed with exit code ${code}: its reason is above`);
}

/** Lays a .br and a .gz beside each text, at the best that they can do: it is done once and sent often. @param {string} folder */
async function compressAll(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TEXT.test(file));
  await Promise.all(files.map((file) => compress(join(folder, file))));
}

/** @param {string} file */
async function compress(file) {
  const bytes = await readFile(file);
  if (bytes.length < COMPRESSED_FROM_BYTES) return;
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}

/** npm may have put it into the workspace or above. */
export function viteProgram() {
  return join(dirname(createRequire(inRoot('web/package.json')).resolve('vite/package.json')), 'bin/vite.js');
}
