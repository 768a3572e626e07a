import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/** The provider's own sign-in backend: says what a test has it say, and notes what it was asked. */
let say: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const asked: URL[] = [];
const backend = createServer((request, response) => {
  asked.push(new URL(request.url ?? '/', 'http://backend'));
  say(request, response);
});

let app: TestApp;
let port = 0;
let next = 0;
let login = '';

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  await new Promise<void>((done) => backend.listen(0, '127.0.0.1', done));
  port = (backend.address() as AddressInfo).port;
});
afterAll(async () => {
  backend.closeAllConnections();
  backend.close();
  await app.close();
});
beforeEach(async () => {
  login = `sub+${++next}@example.net`;
  asked.length = 0;
  await setBackend(`http://127.0.0.1:${port}/check?apikey=canary-key`);
  expect((await billing('POST', '/users', { login, password: 'local' })).status).toBe(200);
});

async function call(headers: Record<string, string>, method: string, path: string, body?: unknown) {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const billing = (method: string, path: string, body?: unknown) =>
  call({ 'x-vsaas-api-key': ADMIN.apiKey }, method, path, body);
const setBackend = async (url: string) =>
  expect((await billing('PUT', '/settings', { global_auth_backend: url })).status).toBe(200);
const signIn = async (password: string, as = login) =>
  (await call({}, 'POST', '/auth/login', { login: as, password })).status;
const status =
  (code: number, body = '') =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(code).end(body);
const sessionOf = async (password: string) =>
  String((await call({}, 'POST', '/auth/login', { login, password })).body.session);
const alive = async (session: string) => (await call({ 'x-vsaas-session': session }, 'GET', '/profile')).status;

test("the provider's backend is asked with login and password beside its own parameters, and 200 signs in", async () => {
  say = status(200);
  expect(await signIn('p&s=ü?#')).toBe(200);
  expect(asked.map((url) => url.pathname)).toEqual(['/check']);
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
    apikey: 'canary-key',
    login,
    password: 'p&s=ü?#',
  });
});

test('what it accepted is kept: it signs in while the backend is down, the old password and its sessions do not', async () => {
  say = status(404);
  const old = await sessionOf('local');
  say = status(200);
  const fresh = await sessionOf('theirs');
  expect([await alive(old), await alive(fresh)]).toEqual([403, 200]);
  await setBackend('http://127.0.0.1:9/');
  expect([await signIn('theirs'), await signIn('local')]).toEqual([200, 403]);
  const [note] = await app.core.sql<{ changes: object; actor: string; address: string | null }[]>`
    select changes, actor, address from audit_change where object_kind = 'user' order by id desc limit 1`;
  expect(note).toEqual({
    changes: { password: ['***', '*** (new, by the outside sign-in backend)'] },
    actor: 'system',
    address: '127.0.0.1',
  });
});

test('the same password again keeps every session; a first one ends nothing', async () => {
  say = status(200);
  const first = await sessionOf('theirs');
  expect(await signIn('theirs')).toBe(200);
  expect(await alive(first)).toBe(200);
  const passwordless = `new-${login}`;
  await billing('POST', '/users', { login: passwordless });
  const inTheirName = { 'x-vsaas-api-key': ADMIN.apiKey, 'x-vsaas-user': passwordless };
  const before = (await call(inTheirName, 'GET', '/profile')).body.id;
  const epoch = async () => await app.core.sql`select credential_epoch from app_user where id = ${Number(before)}`;
  const was = await epoch();
  expect(await signIn('theirs', passwordless)).toBe(200);
  expect(await epoch()).toEqual(was);
  await setBackend('');
  expect(await signIn('theirs', passwordless)).toBe(200);
});

test('two who sign in at once with a new password both stay signed in', async () => {
  say = status(200);
  const sessions = await Promise.all([sessionOf('theirs'), sessionOf('theirs'), sessionOf('theirs')]);
  // The one that stored the password ended what was there before it; whoever came second ends nothing.
  const standing = await Promise.all(sessions.map(alive));
  expect(standing).toEqual([200, 200, 200]);
});

test('403 refuses, though the local password is right; so does 401; wrong guesses are slowed down as ever', async () => {
  for (const code of [403, 401]) {
    say = status(code, '{"error":"no"}');
    expect(await signIn('local')).toBe(403);
  }
  say = status(403);
  const address = `guessed-${login}`;
  await billing('POST', '/users', { login: address, password: 'local' });
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push(await signIn('local', address));
  expect(answers.at(-1)).toBe(429);
  expect(asked.length).toBe(2 + 10);
});

test('404 knows no such login: our own password decides, so that the administrator is not locked out', async () => {
  say = status(404);
  expect([await signIn('local'), await signIn('other')]).toEqual([200, 403]);
  expect(await signIn(ADMIN.password, ADMIN.login)).toBe(200);
});

test('a login that only the backend knows is refused: users come from the billing', async () => {
  say = status(200);
  expect(await signIn('theirs', 'stranger@example.net')).toBe(403);
});

test('a disabled user stays out, whatever the backend says', async () => {
  say = status(200);
  const id = (await call({ 'x-vsaas-api-key': ADMIN.apiKey, 'x-vsaas-user': login }, 'GET', '/profile')).body.id;
  await billing('PUT', `/users/${id}`, { enabled: false });
  expect(await signIn('theirs')).toBe(403);
});

test('slower than two seconds: our own password decides, and the backend is not waited for', async () => {
  say = () => undefined;
  const started = performance.now();
  expect(await signIn('local')).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(1900);
  expect(await signIn('theirs')).toBe(403);
});

test('down, broken or odd: our own password decides and the log says why, without password or key', async () => {
  const odd: [string, typeof say][] = [
    ['500', status(500, 'Internal Server Error')],
    ['502', status(502)],
    ['a redirect, which is not followed', (_, r) => void r.writeHead(302, { location: '/check?yes' }).end()],
    ['204', status(204)],
    ['no HTTP', (request) => void request.socket.end('HELLO 200 OK\r\n\r\n')],
    ['a reset', (request) => void request.socket.resetAndDestroy()],
  ];
  for (const [what, how] of odd) {
    say = how;
    asked.length = 0;
    expect([what, await signIn('local'), await signIn('theirs')]).toEqual([what, 200, 403]);
    expect([what, asked.length]).toEqual([what, 2]);
  }
  await setBackend('http://127.0.0.1:9/check?apikey=canary-key');
  expect([await signIn('local'), await signIn('theirs')]).toEqual([200, 403]);
  const warnings = app.logged.filter(({ event }) => event.startsWith('the outside sign-in backend'));
  expect(warnings.length).toBeGreaterThanOrEqual(2 * (odd.length + 1));
  expect(JSON.stringify(app.logged)).not.toMatch(/canary|theirs|local"/);
});

test('the status is the verdict: a body that is endless, huge or slow changes nothing', async () => {
  const bodies: (typeof say)[] = [
    (_, r) => void r.writeHead(200).write('still thinking'),
    (_, r) => void r.writeHead(200).end('x'.repeat(300_000)),
    (_, r) => void r.writeHead(200, { 'content-length': '5' }).end('{"ok":false, "and": "more than five"}'),
  ];
  for (const [i, body] of bodies.entries()) {
    say = body;
    expect(await signIn(`theirs-${i}`)).toBe(200);
  }
  say = (_, r) => void r.writeHead(403).write('<html>');
  expect(await signIn('local')).toBe(403);
});

test('check-login, basic and the console ask it too', async () => {
  say = status(200);
  expect((await call({}, 'POST', '/auth/check-login', { login, password: 'theirs' })).status).toBe(200);
  const basic = { authorization: `Basic ${Buffer.from(`${login}:theirs`).toString('base64')}` };
  expect((await call(basic, 'GET', '/profile')).status).toBe(200);
  const console_ = await fetch(`${app.url}/api/vedette/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'theirs' }),
  });
  expect(console_.status).toBe(200);
  expect(asked.length).toBe(3);
});

test('an address that may not be reached is refused when it is set', async () => {
  for (const url of ['http://169.254.169.254/', 'ftp://10.0.0.1/', 'http://']) {
    const answer = await billing('PUT', '/settings', { global_auth_backend: url });
    expect([url, answer.status, Object.keys(answer.body.errors as object)]).toEqual([
      url,
      400,
      ['global_auth_backend'],
    ]);
  }
});
