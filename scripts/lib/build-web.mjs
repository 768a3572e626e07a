import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { replace } from './build-server.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const WEB = 'dist/web';

/** What the console, the viewer and the embed page are made of. */
export const WEB_SOURCES = ['web', 'package-lock.json', 'scripts/lib/build-web.mjs'];

/** dist/web by vite. Types are for `npm run check` to see: a start should not wait for them. */
export async function buildWeb() {
  if (!existsSync(inRoot('web/vite.config.ts'))) {
    console.log('No web/vite.config.ts yet: the web is not built');
    return;
  }
  const fresh = inRoot(`${WEB}.new-${process.pid}`);
  const code = await run(
    process.execPath,
    [viteProgram(), 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
    // Whatever we run under, what is delivered is the production build.
    { cwd: inRoot('web'), env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (code !== 0) throw new Error(`vite build failed with exit code ${code}: its reason is above`);
  replace(inRoot(WEB), fresh);
}

/** npm may have put it into the workspace or above. */
export function viteProgram() {
  return join(dirname(createRequire(inRoot('web/package.json')).resolve('vite/package.json')), 'bin/vite.js');
}
