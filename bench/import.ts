import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importMemory } from './support/import-memory.ts';
import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { request, Wire } from './support/wire.ts';

const ROWS = 20_000;
const ROUNDS = 5;

/** How near does POST /cameras/import come to COPY of the same rows into a table with the same indexes? */
const { server, sql, databaseUrl, headers, close } = await install();
const folder = mkdtempSync(join(tmpdir(), 'vedette-import-'));
try {
  const growths = await importMemory(server.port, server.process.pid ?? 0, headers);
  for (const { kind, status, peakMb } of growths)
    console.log(`  100 MB of ${kind}: ${status}, ${peakMb.toFixed(1)} MB more`);
  await sql`create table limit_camera (like camera including all)`;
  const ours: number[] = [];
  const limit: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const cameras = Array.from({ length: ROWS }, (_, i) => ({
      name: `import-${round}-${i}`,
      title: `Camera ${i} of round ${round}`,
      stream_url: `rtsp://user:secret-${i}@10.${round}.${i >> 8}.${i & 255}:554/stream1`,
      enabled: true,
      dvr_depth: '3',
      preset_id: '1',
      organization_id: '1',
    }));
    const wire = await Wire.open(server.port);
    const body = request('POST', '/vsaas/api/v2/cameras/import', headers, cameras);
    const started = performance.now();
    const answer = await wire.send(body);
    const seconds = (performance.now() - started) / 1000;
    wire.close();
    const result = JSON.parse(answer.body) as { created: number };
    if (answer.status !== 200 || result.created !== ROWS) throw new Error(answer.body.slice(0, 500));
    const copied = copySame(round);
    if (round === 0) continue;
    ours.push(ROWS / seconds);
    limit.push(ROWS / copied);
  }
  report({
    name: 'import',
    question: 'How near does an import over HTTP, with all rules, audit and billing events, come to COPY?',
    measures: [
      {
        title: `${ROWS} cameras a call`,
        unit: 'cameras/s',
        us: median(ours),
        limit: median(limit),
        limitIs: 'COPY of the same rows into a table with the same indexes',
        wanted: { atLeast: 0.6 },
      },
      {
        title: 'memory at its highest while 100 MB of rubbish are posted, above what it was before',
        unit: 'MB',
        us: Math.max(...growths.map(({ peakMb }) => peakMb)),
        limit: 120,
        limitIs: 'more than the body itself',
        wanted: { atMost: 1 },
      },
    ],
    notes: { ours, limit, growths },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
  await close();
}

/** Seconds that COPY takes for the rows that the import stored, read from a file by psql. */
function copySame(round: number): number {
  const file = join(folder, `${round}.copy`);
  psql(`\\copy (select * from camera where name like 'import-${round}-%') to '${file}'`);
  const started = performance.now();
  psql(`\\copy limit_camera from '${file}'`);
  const seconds = (performance.now() - started) / 1000;
  rmSync(file);
  return seconds;
}

function psql(command: string): void {
  const host = new URL(databaseUrl.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
  execFileSync('psql', ['-h', host, '-U', 'vedette', '-c', command, 'vedette'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
