import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCameras, install } from './support/installation.ts';
import { findPgbench } from './support/pgbench.ts';
import { median, report } from './support/result.ts';
import { load, percentile, request } from './support/wire.ts';

const CAMERAS = 10_000;
const ROUNDS = 3;
const MS = 5000;
const AT_ONCE = 32;

/**
 * The same row writes as one PUT leaves behind, as pgbench would do them: the camera, its audit, the change log and the
 * billing event, in one durable transaction; texts as long as ours.
 */
const SCRIPT = `
\\set id random(1, ${CAMERAS})
\\set n random(1, 20000)
begin;
select id from camera where domain_id = 1 and name = 'camera-' || :id for no key update;
update camera set title = 'Title 1 ' || :n where domain_id = 1 and name = 'camera-' || :id;
insert into audit_change (domain_id, actor_kind, actor_id, actor, dialect, request_id, action, object_kind, object_id, changes, address, user_agent)
values (1, 'client', 1, 'domain_1_via_apikey', 'watcher', '6f9619ff-8b86-4011-b42d-00c04fc964ff', 'change', 'camera', :id, '{"title": ["Title 0 12345", "Title 1 12345"]}', '127.0.0.1', null);
insert into change_log (kind, key) values ('camera', :id);
insert into billing_event (domain_id, request_id, client_id, dialect, type, types, outcome, subject, request, duration_ms, address, organization_ids)
values (1, '6f9619ff-8b86-4011-b42d-00c04fc964ff', 1, 'watcher', 'camera.change', '{billing.update_camera}', 'applied', 'camera-' || :id, '{"title": "Title 1 12345"}', 3, '127.0.0.1', '{2}');
commit;
`;

const pgbench = findPgbench();
const { server, sql, databaseUrl, headers, close } = await install();
const folder = mkdtempSync(join(tmpdir(), 'vedette-pgbench-'));
try {
  await fillCameras(sql, CAMERAS);
  const script = join(folder, 'put.sql');
  writeFileSync(script, SCRIPT);
  const ours: number[] = [];
  const limit: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const result = await load(server.port, AT_ONCE, MS, (n) =>
      request('PUT', `/vsaas/api/v2/cameras/camera-${1 + ((n * 7919) % CAMERAS)}`, headers, {
        title: `Title ${round} ${n}`,
      }),
    );
    const tps = runPgbench(script);
    if (round === 0) continue;
    ours.push(result.perSecond);
    p99.push(percentile(result.latencies, 0.99));
    limit.push(tps);
  }
  report({
    name: 'put',
    question: 'How near do single provisioning writes over HTTP, durable, come to pgbench doing the same row writes?',
    measures: [
      {
        title: `PUT /cameras/{name}, ${AT_ONCE} at once`,
        unit: 'writes/s',
        us: median(ours),
        limit: median(limit),
        limitIs: 'pgbench, the same rows',
        wanted: { atLeast: 0.8 },
      },
    ],
    notes: { ours, limit, p99Ms: p99 },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
  await close();
}

function runPgbench(script: string): number {
  const host = new URL(databaseUrl.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
  const out = execFileSync(
    pgbench,
    [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(AT_ONCE),
      '-j',
      '1',
      '-T',
      String(MS / 1000),
      '-f',
      script,
      '-h',
      host,
      '-U',
      'vedette',
      'vedette',
    ],
    { encoding: 'utf8' },
  );
  return Number(/tps = ([\d.]+)/.exec(out)?.[1]);
}
