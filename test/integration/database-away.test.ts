import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { ADMIN } from '../support/app.ts';
import { until } from '../support/embedded.ts';
import { OwnDatabase } from '../support/own-database.ts';
import { type WholeApp, wholeApp } from '../support/whole-app.ts';

let database: OwnDatabase;
let app: WholeApp;
let token: string;

beforeAll(async () => {
  database = await OwnDatabase.start();
  app = await wholeApp({ DATABASE_URL: database.url, MEDIA_TOKEN: 'media-token-of-24-letters' });
  const made = await own('POST', '/cameras', { name: 'yard', title: 'Yard', sourceUrl: 'fake://clock' });
  expect(made.status).toBe(201);
  token = ((await made.json()) as { playback: { token: string } }).playback.token;
}, 60_000);

afterAll(async () => {
  await app?.stop();
  await database?.stop();
});

const KEY = { authorization: `Bearer ${ADMIN.apiKey}`, 'x-vsaas-api-key': ADMIN.apiKey };

function own(method: string, path: string, body?: object): Promise<Response> {
  return call(method, `/api/vedette/v1${path}`, body);
}

function call(method: string, path: string, body?: object, headers: Record<string, string> = KEY): Promise<Response> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${app.url}${path}`, { method, headers: { ...type, ...headers }, ...json });
}

const BASIC = `Basic ${Buffer.from(`${ADMIN.login}:${ADMIN.password}`).toString('base64')}`;

/** One read or write of each dialect, each route of a kind of its own. */
const CALLS: Readonly<Record<string, () => Promise<Response>>> = {
  'own list': () => own('GET', '/cameras'),
  'own card': () => own('GET', '/cameras/1'),
  'own write': () => own('PATCH', '/cameras/1', { comment: String(Math.random()) }),
  'own sign-in': () => call('POST', '/api/vedette/v1/session', { login: ADMIN.login, password: ADMIN.password }, {}),
  'Watcher list': () => call('GET', '/vsaas/api/v2/cameras'),
  'Watcher write': () => call('PUT', '/vsaas/api/v2/cameras/yard', { comment: String(Math.random()) }),
  'Watcher import': () => call('POST', '/vsaas/api/v2/cameras/import', [{ name: 'yard', title: 'Yard' }]),
  'Watcher sign-in': () =>
    call('POST', '/vsaas/api/v2/auth/login', { login: ADMIN.login, password: ADMIN.password }, {}),
  'camera_auth with a key that is not in memory': () =>
    call('GET', `/vsaas/api/camera_auth?name=yard&token=${'k'.repeat(24)}`),
  'camera_auth as a form': () => call('POST', '/vsaas/api/camera_auth', { name: 'yard', token: 'k'.repeat(24) }),
  'System API': () =>
    call('POST', '/system-api/GetAccounts', { AdminLogin: ADMIN.login, AdminPassword: ADMIN.password }, {}),
  'billing of SmartYard': () => call('POST', '/bill/api/devices_list/', { query: 'all' }, { authorization: BASIC }),
  'apps of SmartYard': () => call('POST', '/api/user/getName', {}, { authorization: 'Bearer unknown-token' }),
  'a telephone of Asterisk': () => call('POST', '/asterisk/auths/single', { id: '2000000001' }, {}),
  'a picture': () => call('GET', '/other/index.m3u8?token=media-token-of-24-letters', undefined, {}),
  metrics: () => call('GET', '/metrics', undefined, {}),
};

test('every dialect answers before', async () => {
  for (const [name, ask] of Object.entries(CALLS)) expect([name, (await ask()).status < 500]).toEqual([name, true]);
});

test('while the database is down every dialect says 503 and when to come back, in its own form', async () => {
  await database.down();
  try {
    for (const [name, ask] of Object.entries(CALLS)) {
      if (name === 'metrics') continue;
      const answer = await ask();
      const said = await answer.text();
      expect([name, answer.status, said]).toEqual([name, 503, said]);
      expect([name, Number(answer.headers.get('retry-after')) > 0]).toEqual([name, true]);
      expect(said).not.toMatch(/ECONN|PGSQL|57P0|Internal|внутренняя/i);
    }
    const forms = [await own('GET', '/cameras'), await call('GET', '/vsaas/api/v2/cameras')];
    expect(await forms[0]?.json()).toMatchObject({ error: { code: 'unavailable', retryAfterSeconds: 5 } });
    expect(await forms[1]?.json()).toMatchObject({ success: false, error_code: 'ApplicationError' });
    expect(await (await CALLS['System API']?.())?.json()).toMatchObject({ ErrorCode: 1, Error: /База данных/ });
    await until(async () => (await call('GET', '/health/ready')).status === 503);
    const ready = await call('GET', '/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([503, { checks: { database: 'away' } }]);
    // They are made anew every five seconds.
    let metrics = '';
    await until(async () => {
      metrics = await (await call('GET', '/metrics')).text();
      return metrics.includes('vedette_ready{check="database"} 0');
    });
    expect(metrics).not.toMatch(/vedette_(streams|viewings)\b.* \d/);
  } finally {
    await database.up();
  }
  await until(async () => (await own('GET', '/cameras')).status === 200);
  expect(app.logged.some(({ event }) => event === 'requests are refused: the database is away')).toBe(true);
  expect(app.logged.filter(({ event }) => event === 'request failed')).toEqual([]);
});

test('while the database hangs pictures go on for a moment, then everybody is told to come back', async () => {
  const ask = () => call('GET', `/vsaas/api/camera_auth?name=yard&token=${token}`, undefined, {});
  await until(async () => (await call('GET', `/yard/index.m3u8?token=${token}`, undefined, {})).status === 200);
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/yard/mse_ld?token=${token}`);
  let messages = 0;
  let closed = false;
  socket.onmessage = () => void messages++;
  socket.onclose = () => {
    closed = true;
  };
  await until(() => messages > 2);
  // On a loaded machine what is known may be too old already as the database stops.
  await until(async () => {
    await until(async () => (await ask()).status === 200);
    await database.hang();
    if ((await ask()).status === 200) return true;
    await database.wake();
    return false;
  });
  try {
    const before = messages;
    const [list, write] = [own('GET', '/cameras'), CALLS['own write']?.()];
    // An answer of before is kept for half a second.
    await until(async () => {
      const ready = await call('GET', '/health/ready');
      const { checks } = (await ready.json()) as { checks: { database: string } };
      return ready.status === 503 && checks.database.startsWith('no answer');
    });
    await until(() => messages > before || closed);
    for (const answer of [await list, await write]) {
      expect(answer?.status).toBe(503);
      expect(answer?.headers.get('retry-after')).toBe('5');
    }
    await until(async () => (await ask()).status === 503);
    await until(() => closed);
    const picture = await call('GET', `/yard/index.m3u8?token=${token}`, undefined, {});
    expect([picture.status, picture.headers.get('retry-after')]).toEqual([503, '2']);
  } finally {
    await database.wake();
  }
  await until(async () => (await own('GET', '/cameras')).status === 200);
  await until(async () => (await call('GET', `/yard/index.m3u8?token=${token}`, undefined, {})).status === 200);
  await until(async () => (await call('GET', '/health/ready')).status === 200);
});

test.each(['postmaster', 'backend'] as const)(
  'kill -9 of a %s under load: 503 and never 500, nothing acknowledged is lost',
  async (whom) => {
    const seen = new Set<number>();
    const acknowledged: string[] = [];
    let over = false;
    const asking = async (ask: () => Promise<Response>, then: (answer: Response) => void = () => undefined) => {
      while (!over) {
        const answer = await ask();
        await answer.arrayBuffer();
        seen.add(answer.status);
        then(answer);
      }
    };
    const writing = async (n: number) => {
      let title = '';
      let i = 0;
      const ask = () => {
        title = `${whom} ${n} ${i++}`;
        return own('POST', '/organizations', { title });
      };
      await asking(ask, ({ status }) => void (status === 201 && acknowledged.push(title)));
    };
    const reads = ['own list', 'Watcher write', 'System API', 'camera_auth as a form'];
    const running = [writing(1), writing(2), ...reads.map((name) => asking(CALLS[name] as () => Promise<Response>))];
    try {
      await until(() => acknowledged.length > 5);
      const died = database.deaths();
      await database.kill(whom);
      await until(() => database.deaths() > died);
      const count = acknowledged.length;
      await until(() => acknowledged.length > count + 5);
    } finally {
      over = true;
      await Promise.all(running);
    }
    expect([...seen].filter((status) => status >= 500 && status !== 503)).toEqual([]);
    const rows = await app.core.sql<{ title: string }[]>`select title from organization`;
    const kept = new Set(rows.map(({ title }) => title));
    expect(acknowledged.filter((title) => !kept.has(title))).toEqual([]);
    expect(app.logged.filter(({ event }) => event === 'request failed')).toEqual([]);
  },
  120_000,
);

test('after all that every connection of the pool is there again', async () => {
  const { max } = app.core.sql.options;
  // The client tells of an old failure once more with the first use of a connection.
  await until(async () => {
    const all = Array.from({ length: max }, () =>
      app.core.sql.begin((tx) => tx<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(1)`),
    );
    const pids = (await Promise.allSettled(all)).map((one) => one.status === 'fulfilled' && one.value[0]?.pid);
    return new Set(pids).size === max && !pids.includes(false);
  });
}, 60_000);
