import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fillCameras, type Installation, install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { load, request, Wire } from './support/wire.ts';

/** How fast are this build's verbs beside another build's? `npm run bench -- builds <folder of the other, built clone>` */
const CAMERAS = 10_000;
const CONTRACTS = 1000;
const IMPORTED = 10_000;
const ROUNDS = 5;
const MS = 3000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ADMINISTRATOR = { login: 'billing', password: 'billing-secret' };

/** One build under load, with what each of its verbs did a second, by round. */
interface Side extends Installation {
  readonly cameraIds: readonly number[];
  readonly contracts: readonly { readonly id: number; readonly uid: string }[];
  readonly token: string;
  readonly rates: Map<string, number[]>;
  /** A right that nobody gave before. */
  pair: number;
}

interface Verb {
  readonly title: string;
  readonly unit: string;
  /** Of this build's rate in the other's. */
  readonly atLeast: number;
  measure(side: Side, round: number): Promise<number>;
}

const verbs: readonly Verb[] = [
  calls('PUT /vsaas/api/v2/cameras/{name}, 32 at once', 32, ({ headers }, n) =>
    request('PUT', `/vsaas/api/v2/cameras/camera-${1 + (n % CAMERAS)}`, headers, { title: `Title ${n}` }),
  ),
  {
    ...calls('PATCH /api/vedette/v1/cameras/{id}, 16 at once', 16, (side, n) =>
      request('PATCH', `/api/vedette/v1/cameras/${idOf(side, n)}`, own(side), { title: `Title ${n}` }),
    ),
    atLeast: 1.4,
  },
  calls('EditCamera, 16 at once', 16, (side, n) => forpost('EditCamera', `ID=${idOf(side, n)}&Name=Name+${n}`)),
  calls('GetCameras of one id, 16 at once', 16, (side, n) => forpost('GetCameras', `ID=${idOf(side, n)}`)),
  calls('rights_add of one device, each new, 16 at once', 16, (side) => {
    const { uid } = side.contracts[side.pair % CONTRACTS] ?? { uid: '' };
    const device = side.cameraIds[Math.floor(side.pair++ / CONTRACTS)] ?? 0;
    return request('POST', '/bill/api/rights_add/', {}, { uid, device_id: device });
  }),
  calls('rights_list, 16 at once', 16, ({ contracts }, n) =>
    request('POST', '/bill/api/rights_list/', {}, { uid: contracts[n % CONTRACTS]?.uid }),
  ),
  calls('GET camera_auth with a token, 64 at once', 64, ({ token }) =>
    request('GET', `/vsaas/api/camera_auth?${new URLSearchParams({ ...QUESTION, token })}`, {}),
  ),
  { title: `import of ${IMPORTED} cameras a call`, unit: 'cameras/s', atLeast: 0.95, measure: imported },
];

const QUESTION = { name: 'auth-camera', proto: 'hls', ip: '10.0.0.9', request_type: 'new_session', session_id: '6f0e' };

const other = resolve(process.argv[2] ?? '');
if (process.argv[2] === undefined || !existsSync(`${other}/dist/server/main.js`))
  throw new Error('Name the folder of another clone that is built: npm run bench -- builds ../before');
const sides = [await prepared(other), await prepared('.')] as const;
try {
  for (let round = 0; round <= ROUNDS; round++) {
    for (const verb of verbs) {
      for (const side of round % 2 ? sides : sides.toReversed()) {
        const rate = await verb.measure(side, round);
        if (round > 0) side.rates.set(verb.title, [...(side.rates.get(verb.title) ?? []), rate]);
      }
    }
  }
  const [before, ours] = sides.map((side) => (title: string) => median(side.rates.get(title) ?? []));
  report({
    name: 'builds',
    question: "How fast are this build's verbs beside another build's?",
    measures: verbs.map(({ title, unit, atLeast }) => ({
      title,
      unit,
      us: ours?.(title) ?? Number.NaN,
      limit: before?.(title) ?? Number.NaN,
      limitIs: 'the other build',
      wanted: { atLeast },
    })),
    notes: { rounds: sides.map(({ rates }) => Object.fromEntries(rates)) },
  });
} finally {
  for (const side of sides) await side.close();
}

function calls(title: string, atOnce: number, call: (side: Side, n: number) => Buffer): Verb {
  const measure = async (side: Side, round: number) =>
    (await load(side.server.port, atOnce, MS, (n) => call(side, n * 7919 + round))).perSecond;
  return { title, unit: 'calls/s', atLeast: 0.95, measure };
}

function idOf({ cameraIds }: Side, n: number): number {
  return cameraIds[n % CAMERAS] ?? 0;
}

function own({ server }: Side) {
  return { 'x-vedette-key': server.apiKey };
}

function forpost(method: string, parameters: string): Buffer {
  const body = `AdminLogin=${ADMINISTRATOR.login}&AdminPassword=${ADMINISTRATOR.password}&${parameters}`;
  const head = request('POST', `/system-api/${method}`, { ...FORM, 'content-length': String(Buffer.byteLength(body)) });
  return Buffer.concat([head, Buffer.from(body)]);
}

async function imported({ server, headers }: Side, round: number): Promise<number> {
  const cameras = Array.from({ length: IMPORTED }, (_, i) => ({
    name: `import-${round}-${i}`,
    title: `Camera ${i} of round ${round}`,
    stream_url: `rtsp://user:secret-${i}@10.${round}.${i >> 8}.${i & 255}:554/stream1`,
    enabled: true,
    preset_id: '1',
    organization_id: '1',
  }));
  const wire = await Wire.open(server.port);
  const body = request('POST', '/vsaas/api/v2/cameras/import', headers, cameras);
  const started = performance.now();
  const answer = await wire.send(body);
  wire.close();
  if (answer.status !== 200) throw new Error(answer.body.slice(0, 500));
  return IMPORTED / ((performance.now() - started) / 1000);
}

/** The same cameras, contracts, administrator and viewer on either build. */
async function prepared(clone: string): Promise<Side> {
  const installation = await install({}, clone);
  const { sql, server, headers } = installation;
  await fillCameras(sql, CAMERAS);
  await sql`
    insert into organization (domain_id, title, outside_uid)
    select 1, 'Contract ' || g, g::text from generate_series(1, ${CONTRACTS}) as g`;
  const call = async (path: string, body: unknown, extra: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(`${server.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...extra, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    return await response.json();
  };
  await call('/api/vedette/v1/service-administrators', ADMINISTRATOR, { 'x-vedette-key': server.apiKey });
  await call('/vsaas/api/v2/cameras', { name: 'auth-camera', stream_url: 'rtsp://10.0.0.1/1' });
  const user = (await call('/vsaas/api/v2/users', { login: 'viewer', password: 'viewer' })) as { id: number };
  await call('/vsaas/api/v2/organizations/1/folders/1/users', { user_id: user.id, can_view_dvr: 1 });
  const shown = await call('/vsaas/api/v2/cameras/auth-camera', undefined, { 'x-vsaas-user': 'viewer' });
  await sql.unsafe('analyze');
  return {
    ...installation,
    cameraIds: (await sql<{ id: number }[]>`select id from camera order by id`).map(({ id }) => id),
    contracts: await sql<{ id: number; uid: string }[]>`
      select id, outside_uid as uid from organization where outside_uid is not null order by id`,
    token: (shown as { playback_config: { token: string } }).playback_config.token,
    rates: new Map(),
    pair: 0,
  };
}
