import { readFileSync } from 'node:fs';
import { commandOf, cpuSeconds, familyOf } from './support/cpu.ts';
import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';

const CAMERAS = 1_000_000;
const CHANGES = 50_000;
const ORGANIZATIONS = 1000;
const ROUNDS = 3;
const DAY_MS = 86_400_000;

/**
 * What does rating a day of a million cameras cost beside a bare insert of as many rows into a table with the same columns
 * and indexes? CPU of PostgreSQL and the server, since times on a busy machine say little.
 */
const { server, sql, close } = await install();
const serverPid = server.process.pid ?? 0;
const key = { 'x-vedette-key': server.apiKey };
try {
  const day = (back: number) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
  await fill(day(100), day(ROUNDS + 1));
  const ours: number[] = [];
  const limit: number[] = [];
  const again: number[] = [];
  const grown: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const rated = day(ROUNDS + 1 - round);
    await changeWithin(rated);
    const before = memoryMb();
    const first = await spent(async () => await rate(rated, true));
    const peak = first.peakMb - before;
    const second = await spent(async () => await rate(rated, false));
    await sql.unsafe(`create table limit_source_${round} as select * from charge where day = '${rated}' order by ctid`);
    const bare = await spent(async () => {
      await sql.unsafe(`insert into limit_charge select * from limit_source_${round}`);
      return '';
    });
    await sql.unsafe(`drop table limit_source_${round}`);
    for (const one of ['vacuum analyze charge', 'vacuum analyze limit_charge', 'checkpoint']) await sql.unsafe(one);
    console.log(
      `  ${rated}: rated in ${first.cpu.toFixed(2)} s of CPU (${first.wall.toFixed(1)} s), bare ${bare.cpu.toFixed(2)} s, again ${second.cpu.toFixed(2)} s, ${peak.toFixed(0)} MB more`,
    );
    if (round === 0) continue;
    ours.push(CAMERAS / first.cpu);
    limit.push(CAMERAS / bare.cpu);
    again.push(second.cpu / first.cpu);
    grown.push(peak);
  }
  report({
    name: 'rate',
    question: 'What does rating a day of a million cameras cost beside a bare insert of the same rows?',
    measures: [
      {
        title: `${CAMERAS} cameras, ${CHANGES} changes in the day`,
        unit: 'cameras a second of CPU',
        us: median(ours),
        limit: median(limit),
        limitIs: 'insert ... select of the same rows into a table with the same indexes',
        wanted: { atLeast: 0.7 },
      },
      {
        title: 'the same day once more, nothing having changed',
        unit: 'of the first run',
        us: median(again),
        limit: 1,
        limitIs: 'the first run',
        wanted: { atMost: 0.2 },
      },
      {
        title: "the server's memory at its highest, above what it was before",
        unit: 'MB',
        us: Math.max(...grown),
        limit: 50,
        limitIs: 'a promise',
        wanted: { atMost: 1 },
      },
    ],
    notes: { ours, limit, again, grown },
  });
} finally {
  await close();
}

async function fill(from: string, chargingFrom: string): Promise<void> {
  await sql`update domain set charging = 'postpaid', charging_from = ${chargingFrom}::text::date, time_zone = 'UTC'`;
  await sql`
    insert into organization (domain_id, title) select 1, 'Contract ' || g from generate_series(2, ${ORGANIZATIONS}) g`;
  await sql`insert into plan (domain_id, preset_id, name) select 1, 1, 'Plan ' || g from generate_series(1, 20) g`;
  await sql`
    insert into plan_price (plan_id, from_date, amount, currency)
    select p.id, d.day::date, 10000 + 100 * p.id, 'RUB' from plan p,
      (values ('2020-01-01'), ('2024-01-01'), ('2026-01-01')) as d (day)`;
  await sql`
    insert into organization_terms (organization_id, from_date, discount) select id, '2026-01-01', (id % 3) * 500 from organization`;
  await sql`
    insert into usage_interval (domain_id, camera_id, organization_id, plan_id, from_at)
    select 1, g, (select min(id) from organization) + g % ${ORGANIZATIONS}, 1 + g % 20, ${from}::text::date + interval '1 hour'
    from generate_series(1, ${CAMERAS}) g`;
  // As many that are over, long ago.
  await sql`
    insert into usage_interval (domain_id, camera_id, organization_id, plan_id, from_at, to_at)
    select 1, g * 4, 1, 1, ${from}::text::date - interval '2 days', ${from}::text::date - interval '1 day'
    from generate_series(1, ${CAMERAS / 4}) g`;
  await sql`create table limit_charge (like charge including all)`;
  for (const table of ['usage_interval', 'organization', 'plan', 'plan_price'])
    await sql.unsafe(`vacuum analyze ${table}`);
}

/** Another plan for one camera of twenty, at noon. */
async function changeWithin(day: string): Promise<void> {
  await sql`
    with changed as (
      update usage_interval set to_at = ${day}::text::date + interval '12 hours'
      where to_at = 'infinity' and camera_id % ${CAMERAS / CHANGES} = 0 returning *)
    insert into usage_interval (domain_id, camera_id, organization_id, plan_id, from_at)
    select domain_id, camera_id, organization_id, 1 + plan_id % 20, to_at from changed`;
  for (const one of ['vacuum analyze usage_interval', 'checkpoint']) await sql.unsafe(one);
}

async function rate(day: string, first: boolean): Promise<void> {
  const answer = await fetch(`${server.url}/api/vedette/v1/rating/days/${day}`, { method: 'POST', headers: key });
  const result = (await answer.json()) as { first?: boolean };
  if (answer.status !== 200 || result.first !== first) throw new Error(`${answer.status} ${JSON.stringify(result)}`);
}

/** Seconds of CPU of the server and its PostgreSQL, and of the clock; and the server's memory at its highest. */
async function spent(work: () => Promise<unknown>): Promise<{ cpu: number; wall: number; peakMb: number }> {
  const known = new Map<number, number>();
  const look = () => {
    for (const pid of familyOf(serverPid)) known.set(pid, cpuSeconds([pid]));
  };
  look();
  const before = [...known.values()].reduce((a, b) => a + b, 0);
  let peakMb = 0;
  const timer = setInterval(() => {
    look();
    peakMb = Math.max(peakMb, memoryMb());
  }, 100);
  const started = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  const after = [...known.values()].reduce((a, b) => a + b, 0);
  return { cpu: after - before, wall: (performance.now() - started) / 1000, peakMb: Math.max(peakMb, memoryMb()) };
}

function memoryMb(): number {
  const status = readStatus(serverPid);
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function readStatus(pid: number): string {
  return commandOf(pid) === '' ? '' : readFileSync(`/proc/${pid}/status`, 'utf8');
}
