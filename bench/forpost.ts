import { readFileSync } from 'node:fs';
import { fillCameras, install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { load, request } from './support/wire.ts';

/** What does the Forpost dialect, with a login and password in each call, cost over the same verbs in our own API? */
const CAMERAS = 10_000;
const ACCOUNTS = 100_000;
const ROUNDS = 3;
const MS = 4000;
const AT_ONCE = 16;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const { server, sql, close } = await install();
try {
  await fillCameras(sql, CAMERAS);
  const own = { 'x-vedette-key': server.apiKey };
  const administrator = { login: 'billing', password: 'billing-secret' };
  const made = await fetch(`${server.url}/api/vedette/v1/service-administrators`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify(administrator),
  });
  if (made.status !== 201) throw new Error(await made.text());
  const signed = `AdminLogin=${administrator.login}&AdminPassword=${administrator.password}`;
  const ids = (await sql<{ id: number }[]>`select id from camera order by id`).map((row) => row.id);
  const idOf = (n: number): number => ids[(n * 7919) % ids.length] ?? 0;
  const forpost = (method: string, parameters: string) => form(`/system-api/${method}`, `${signed}&${parameters}`);
  const verbs = {
    edit: {
      us: (n: number) => forpost('EditCamera', `ID=${idOf(n)}&Name=Name+${n}`),
      own: (n: number) => request('PATCH', `/api/vedette/v1/cameras/${idOf(n)}`, own, { title: `Title ${n}` }),
    },
    get: {
      us: (n: number) => forpost('GetCameras', `ID=${idOf(n)}`),
      own: (n: number) => request('GET', `/api/vedette/v1/cameras/${idOf(n)}`, own),
    },
  };
  const rates = { edit: { us: [] as number[], own: [] as number[] }, get: { us: [] as number[], own: [] as number[] } };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const verb of ['edit', 'get'] as const) {
      for (const side of ['us', 'own'] as const) {
        const { perSecond } = await load(server.port, AT_ONCE, MS, verbs[verb][side]);
        if (round > 0) rates[verb][side].push(perSecond);
      }
    }
  }
  await fillAccounts(ACCOUNTS / 5);
  await wholeList(signed);
  const fifth = await wholeList(signed);
  await fillAccounts(ACCOUNTS - ACCOUNTS / 5);
  const list = await wholeList(signed);
  report({
    name: 'forpost',
    question: 'What does the Forpost dialect, with a login and password in each call, cost over our own API?',
    measures: [
      measure('EditCamera', rates.edit, 'PATCH /cameras/{id} in our own API'),
      measure('GetCameras', rates.get, 'GET /cameras/{id} in our own API'),
      {
        title: `masAccounts of ${ACCOUNTS} accounts: the server's memory at its most`,
        unit: 'MB',
        us: list.most,
        limit: fifth.most,
        limitIs: 'a list of a fifth of them',
        wanted: { atMost: 1.3 },
      },
    ],
    notes: { ...rates, fifth, list },
  });
} finally {
  await close();
}

function measure(title: string, rates: { us: number[]; own: number[] }, limitIs: string) {
  return {
    title: `${title}, ${AT_ONCE} at once`,
    unit: 'calls/s',
    us: median(rates.us),
    limit: median(rates.own),
    limitIs,
    wanted: { atLeast: 0.8 },
  };
}

function form(path: string, body: string): Buffer {
  const head = request('POST', path, { ...FORM, 'content-length': String(Buffer.byteLength(body)) }).toString();
  return Buffer.from(head + body);
}

async function fillAccounts(count: number): Promise<void> {
  await sql`
    insert into organization (domain_id, title, contract_number)
    select 1, 'Account ' || g, 'C-' || g from generate_series(1, ${count}) as g`;
}

/** All accounts in one answer, read and thrown away, and the most memory that the server took meanwhile. */
async function wholeList(signed: string): Promise<{ megabytes: number; most: number; seconds: number }> {
  let most = memory();
  const watching = setInterval(() => {
    most = Math.max(most, memory());
  }, 20);
  const began = performance.now();
  const response = await fetch(`${server.url}/system-api/masAccounts`, { method: 'POST', headers: FORM, body: signed });
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).length;
  clearInterval(watching);
  return { megabytes: bytes / 1e6, most, seconds: (performance.now() - began) / 1000 };
}

/** MB of the server's process. */
function memory(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
}
