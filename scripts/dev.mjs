import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyCompanions, serverBundle } from './lib/build-server.mjs';
import { viteProgram } from './lib/build-web.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, ROOT } from './lib/paths.mjs';

// npm run dev [-- <arguments of serve>]: the server, bundled and started anew after each change, and vite in front of it.
await ensureInstalled();
const { context } = await import('esbuild');
const FOLDER = inRoot('dist/dev/server');

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let ending = false;
/** Changes that come while a server stops wait for it: two on one port would not do. */
let restarts = Promise.resolve();

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function restart() {
  await stopServer();
  if (ending) return;
  copyCompanions(FOLDER);
  const args = ['--enable-source-maps', `${FOLDER}/main.js`, 'serve', ...process.argv.slice(2)];
  server = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
}

const bundle = await context({
  ...serverBundle(FOLDER),
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd(({ errors }) => {
          if (errors.length === 0) restarts = restarts.then(restart);
        }),
    },
  ],
});
await bundle.watch();

const port = process.env.PORT ?? '8080';
const web = spawn(process.execPath, [viteProgram()], {
  cwd: inRoot('web'),
  stdio: 'inherit',
  env: { ...process.env, VEDETTE_URL: `http://127.0.0.1:${port}` },
});

async function end() {
  if (ending) return;
  ending = true;
  web.kill('SIGTERM');
  await bundle.dispose();
  await restarts;
  await stopServer();
}
process.on('SIGINT', end);
process.on('SIGTERM', end);
web.once('exit', end);
