import { isBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { run, script } from './lib/run.mjs';

const SERVER = inRoot('dist/server/main.js');

// npm start [-- <command> <arguments>]: installs, builds, and becomes the server, so that signals reach it directly.
await script(async () => {
  await ensureInstalled();
  // In a process of its own: what a build takes of memory ends with it.
  return isBuilt() ? 0 : await run(process.execPath, [inRoot('scripts/build.mjs')]);
});
if (!process.exitCode) {
  const given = process.argv.slice(2);
  const named = given[0] !== undefined && !given[0].startsWith('-');
  process.argv = [process.execPath, SERVER, ...(named ? given : ['serve', ...given])];
  process.setSourceMapsEnabled(true);
  await import(SERVER);
}
