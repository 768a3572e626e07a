import { spawn } from 'node:child_process';
import { makeDataDir, removeDataDir } from '../test/support/data-dir.ts';
import { report } from './support/result.ts';

const PORT = 18_080;
const dataDir = makeDataDir('vedette-start-');
try {
  const first = await startOnce();
  const later = [await startOnce(), await startOnce(), await startOnce()].sort((a, b) => a - b);
  report({
    name: 'start',
    question: 'How long does `npm start` of an installed clone take to its first answer?',
    measures: [
      {
        title: 'the first start, with the making of the database',
        unit: 's',
        us: first,
        limit: 3,
        limitIs: 'the promise',
        wanted: { atMost: 1 },
      },
      { title: 'a later start', unit: 's', us: later[1] ?? 0, limit: 1, limitIs: 'the promise', wanted: { atMost: 1 } },
    ],
  });
} finally {
  removeDataDir(dataDir);
}

/** Seconds from the command to the first 200 of /health/ready. */
async function startOnce(): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, PORT: String(PORT), HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${PORT}/health/ready`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) break;
    if (child.exitCode !== null) throw new Error('npm start ended');
    if (performance.now() - started > 60_000) throw new Error('not ready in a minute');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seconds = (performance.now() - started) / 1000;
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await ended;
  return seconds;
}
