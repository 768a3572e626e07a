import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds, familyOf } from './support/cpu.ts';
import { fillCameras, install } from './support/installation.ts';
import { findPgbench } from './support/pgbench.ts';
import { residentMb } from './support/resident.ts';
import { median, report } from './support/result.ts';
import { request, Wire } from './support/wire.ts';

const USERS = 10_000;
const EACH = 30;
/** Three users of ten have one of thirty cameras exchanged: one grant of a hundred. */
const CHANGED_OF_TEN = 3;
const CAMERAS = 3000;
const ROUNDS = 2;
const AT_ONCE = 16;
/** As long as ours; pgbench takes a colon before a letter or a digit for a variable of its own. */
const REQUEST = `{"login": "user-1234", "cameraIds": [${Array.from({ length: EACH }, (_, i) => 1000 + i).join(', ')}]}`;

/**
 * The same as pgbench does it: the user's row is held, its grants are read, one is exchanged where one is to be, and
 * the change log, the audit and the billing event are written with texts as long as ours. One durable transaction a user.
 */
const script = (firstUser: number): string => `
\\set u random(0, ${USERS - 1})
\\set user ${firstUser} + :u
\\set a 1 + :u * 7 % ${CAMERAS - EACH - 10}
\\set k random(5, 9)
\\set changed :u % 10 < ${CHANGED_OF_TEN}
begin;
select id, login from app_user where domain_id = 1 and lower(login) = lower('user-' || :u) and kind = 'subscriber' for no key update;
select w.ord, c.id from unnest(array(select generate_series(:a, :a + ${EACH - 1}))) with ordinality w (id, ord) left join camera c on c.id = w.id and c.domain_id = 1;
select object_kind, object_id, suspended from access_grant where subject_kind = 'user' and subject_id = :user and source = 'subscription';
\\if :changed
select id from camera where id = :a + ${EACH} + :k for key share;
delete from access_grant where subject_kind = 'user' and subject_id = :user and object_kind = 'device' and object_id >= :a + ${EACH - 1} and source = 'subscription';
insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot) values ('user', :user, 'device', :a + ${EACH} + :k, 'subscription', true, true, true, true);
insert into audit_change (domain_id, actor_kind, actor_id, actor, dialect, request_id, action, object_kind, object_id, changes, address, user_agent)
values (1, 'client', 1, 'domain_1_via_apikey', 'vms', '6f9619ff-8b86-4011-b42d-00c04fc964ff', 'change', 'user', :user, '{"cameras": [[1234], [1235]]}', '127.0.0.1', null);
insert into change_log (kind, key) values ('user', :user);
\\endif
insert into billing_event (domain_id, request_id, client_id, dialect, type, outcome, subject, request, duration_ms)
values (1, '6f9619ff-8b86-4011-b42d-00c04fc964ff', 1, 'vms', 'subscriber.cameras', 'no_change', 'user-' || :u, '${REQUEST}', 3);
commit;
`;

const pgbench = findPgbench();
const { server, sql, databaseUrl, close } = await install();
const folder = mkdtempSync(join(tmpdir(), 'vedette-sync-'));
try {
  await fillCameras(sql, CAMERAS);
  const [first] = await sql<{ camera: number; user: number }[]>`
    with made as (
      insert into app_user (domain_id, login, home_organization_id)
      select 1, 'user-' || g, 1 from generate_series(0, ${USERS - 1}) g returning id)
    select (select min(id) from camera)::int as camera, min(id)::int as user from made`;
  const { camera = 1, user = 1 } = first ?? {};
  if (camera !== 1) throw new Error('The cameras of a new installation begin with 1');
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot)
    select 'user', ${user} + u, 'device', 1 + u * 7 % ${CAMERAS - EACH - 10} + k, 'subscription', true, true, true, true
    from generate_series(0, ${USERS - 1}) u, generate_series(0, ${EACH - 1}) k`;
  await sql.unsafe('vacuum analyze access_grant, app_user, camera');
  const file = join(folder, 'sync.sql');
  writeFileSync(file, script(user));
  const ours: number[] = [];
  const limit: number[] = [];
  let before = 0;
  let highest = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const perSecond = await perSecondOfCpu(() => syncAll(round));
    const bare = await perSecondOfCpu(() => runPgbench(file));
    const resident = residentMb(server.process.pid ?? 0);
    if (round === 0) before = resident;
    else {
      ours.push(perSecond);
      limit.push(bare);
      highest = Math.max(highest, resident);
    }
  }
  const [grants] = await sql<{ count: number }[]>`
    select count(*)::int as count from access_grant where source = 'subscription'`;
  if (grants?.count !== USERS * EACH) throw new Error(`${grants?.count} grants are left`);
  report({
    name: 'sync',
    question: 'How near does a full state of the cameras of every user over HTTP come to the same rows by bare SQL?',
    measures: [
      {
        title: `${USERS} users with ${EACH} cameras each, one of a hundred changed, ${AT_ONCE} at once`,
        unit: 'users/s of CPU',
        us: median(ours),
        limit: median(limit),
        limitIs: 'pgbench, the same rows, one durable transaction a user',
        wanted: { atLeast: 0.5 },
      },
      {
        title: `memory after ${ROUNDS * USERS} more states, above what it was after the first ${USERS}`,
        unit: 'MB',
        us: Math.max(0, highest - before),
        limit: 50,
        limitIs: 'a promise',
        wanted: { atMost: 1 },
      },
    ],
    notes: { ours, limit, memoryMb: { before, highest } },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
  await close();
}

/** Tells the server of every user all that it has. */
async function syncAll(round: number): Promise<void> {
  const headers = { authorization: `Bearer ${server.apiKey}` };
  let next = 0;
  const line = async () => {
    const wire = await Wire.open(server.port);
    for (let u = next++; u < USERS; u = next++) {
      const from = 1 + ((u * 7) % (CAMERAS - EACH - 10));
      const ids = Array.from({ length: EACH }, (_, i) => from + i);
      if (u % 10 < CHANGED_OF_TEN) ids[EACH - 1] = from + EACH + (round % 5);
      const body = { login: `user-${u}`, camera_ids: ids };
      const answer = await wire.send(request('POST', '/api/v1/billing/user/manage/cameras', headers, body));
      if (answer.status !== 204) throw new Error(`${answer.status} ${answer.body.slice(0, 500)}`);
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

let bareProcess: number | undefined;

async function runPgbench(file: string): Promise<void> {
  const host = new URL(databaseUrl.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
  const work = ['-c', `${AT_ONCE}`, '-j', '1', '-t', `${USERS / AT_ONCE}`];
  const child = spawn(pgbench, ['-n', '-M', 'prepared', ...work, '-f', file, '-h', host, '-U', 'vedette', 'vedette'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  bareProcess = child.pid;
  const [code] = (await once(child, 'exit')) as [number];
  bareProcess = undefined;
  if (code !== 0) throw new Error(`pgbench ended with ${code}`);
}

/** Users a second of CPU: of the server, its PostgreSQL and pgbench, whatever else the machine does. */
async function perSecondOfCpu(work: () => Promise<void>): Promise<number> {
  const known = new Map<number, number>();
  const look = () => {
    const family = [...familyOf(server.process.pid ?? 0), ...(bareProcess === undefined ? [] : [bareProcess])];
    for (const pid of family) known.set(pid, Math.max(known.get(pid) ?? 0, cpuSeconds([pid])));
    return [...known.values()].reduce((a, b) => a + b, 0);
  };
  const before = look();
  const timer = setInterval(look, 100);
  await work();
  clearInterval(timer);
  return USERS / (look() - before);
}
