import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizeFromMemory, authorizePlayback } from '../../src/core/access/playback.ts';
import { AccessSnapshot } from '../../src/core/access/snapshot.ts';
import { PlaybackTokens } from '../../src/core/access/tokens.ts';
import { mintEmbedLink, readEmbedLink } from '../../src/core/embed/links.ts';
import { keyHash } from '../../src/core/secrets/keys.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/** What somebody who guesses learns, and how quickly. */
let app: TestApp;
let token = '';
let userKey = '';

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;
let place = 0;
const newPlace = () => `2001:db8:${(++place).toString(16)}:1`;

async function call(path: string, headers: Record<string, string>, body?: object) {
  const response = await fetch(`${app.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, retry: response.headers.get('retry-after'), body: JSON.parse(text) as Json };
}

beforeAll(async () => {
  app = await testApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  const key = { 'x-vsaas-api-key': ADMIN.apiKey };
  for (const name of ['yard', 'other'])
    await call('/vsaas/api/v2/cameras', key, { name, stream_url: 'fake://clock', organization_id: 1 });
  const rows = [{ name: 'yard', login: 'anna', password: 'Anna-1-pass', organization_id: 1 }];
  await call('/vsaas/api/v2/cameras/import', key, rows);
  const { session } = (await call('/vsaas/api/v2/auth/login', {}, { login: 'anna', password: 'Anna-1-pass' })).body;
  token = (await call('/vsaas/api/v2/cameras/yard', { 'x-vsaas-session': session })).body.playback_config.token;
  userKey = 'k'.repeat(24);
  await app.core.sql`update app_user set user_key_hash = ${keyHash(userKey)} where login = 'anna'`;
  await app.core.feed.settled();
});
afterAll(async () => await app.close());

const statuses = async (count: number, one: (index: number) => Promise<{ status: number }>) => {
  const counts: Record<number, number> = {};
  for (let i = 0; i < count; i++) {
    const { status } = await one(i);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

test('passwords guessed from one /64 are slowed like those from one address', async () => {
  const net = newPlace();
  const guess = (i: number) =>
    call('/vsaas/api/v2/auth/login', { 'x-forwarded-for': `${net}::${i}` }, { login: 'anna', password: `wrong-${i}` });
  expect(await statuses(14, guess)).toEqual({ 403: 10, 429: 4 });
});

const doors: Readonly<
  Record<string, (key: string, address: string) => Promise<{ status: number; retry: string | null }>>
> = {
  'our own API': (key, address) =>
    call('/api/vedette/v1/cameras', { authorization: `Bearer ${key}`, 'x-forwarded-for': address }),
  Watcher: (key, address) => call('/vsaas/api/v2/cameras', { 'x-vsaas-api-key': key, 'x-forwarded-for': address }),
};
for (const [door, ask] of Object.entries(doors))
  test(`keys guessed at ${door} are slowed by place, and the right one from there is not`, async () => {
    const net = newPlace();
    expect((await ask(ADMIN.apiKey, `${net}::1`)).status).toBe(200);
    const counts = await statuses(70, (i) =>
      ask(`11111111-2222-4333-8444-${String(i).padStart(12, '0')}`, `${net}::${i}`),
    );
    expect(counts[429]).toBe(10);
    const refused = await ask('one-more-wrong-key-from-there', `${net}::1`);
    expect(refused.status).toBe(429);
    expect(Number(refused.retry)).toBeGreaterThan(0);
    expect((await ask(ADMIN.apiKey, `${net}::1`)).status).toBe(200);
    const { session } = (await call('/vsaas/api/v2/auth/login', {}, ADMIN)).body;
    expect((await ask(session, `${net}::1`)).status).toBe(200);
    const ended = await ask('e'.repeat(27), `${net}::1`);
    expect([401, 403]).toContain(ended.status);
  });

/** How often a name is read from the database while a question is answered. */
async function reads(name: string, shown: string) {
  const { access } = app.core;
  let count = 0;
  const { camera, lookUp } = AccessSnapshot.prototype;
  access.camera = async (asked) => {
    if (!access.knownCamera(asked)) count++;
    return await camera.call(access, asked);
  };
  access.lookUp = async (asked) => {
    count++;
    await lookUp.call(access, asked);
  };
  const answer = await authorizePlayback(app.core, { name, token: shown, kind: 'live' });
  return { allowed: answer.allowed, reads: count };
}

test('an existing name and an unknown one cost the same, whatever comes with them', async () => {
  const changed = `${token.slice(0, 10)}${token[10] === 'A' ? 'B' : 'A'}${token.slice(11)}`;
  // What is asked for often is in memory, what is unknown never is.
  for (const name of ['yard', 'other']) await app.core.access.camera(name);
  await authorizePlayback(app.core, { name: 'yard', token, kind: 'live' });
  for (const shown of [token, changed, 'nonsense', 'x'.repeat(24)]) {
    const known = await reads('other', shown);
    expect(known).toEqual(await reads('unknown', shown));
    expect(known).toEqual({ allowed: false, reads: 0 });
  }
  expect(authorizeFromMemory(app.core, { name: 'other', token, kind: 'live' })).toMatchObject({ allowed: false });
  expect(authorizeFromMemory(app.core, { name: 'unknown', token, kind: 'live' })).toMatchObject({ allowed: false });
  expect(await reads('other', userKey)).toEqual({ allowed: false, reads: 1 });
  expect(await reads('unknown', userKey)).toEqual({ allowed: false, reads: 1 });
  expect(await reads('yard', userKey)).toEqual({ allowed: true, reads: 0 });
});

test('a playback token has one spelling', () => {
  const tokens = new PlaybackTokens(app.core.sealer);
  const minted = tokens.mint({ viewerKind: 'user', viewerId: 1, cameraId: 2, epoch: 0, expiresAt: 0, archive: true });
  expect(tokens.verify(minted)).toBeDefined();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const others = [...letters].map((letter) => minted.slice(0, -1) + letter).filter((other) => other !== minted);
  const odd = ['=', '==', ' ', '.', '..', '\n', '%'].flatMap((text) => [
    minted + text,
    minted.slice(0, 9) + text + minted.slice(9),
  ]);
  for (const other of [
    ...others,
    ...odd,
    minted.replace('1.', '1. '),
    minted.replaceAll('-', '+').replaceAll('_', '/'),
  ])
    if (other !== minted) expect(tokens.verify(other)).toBeUndefined();
});

test('an embed link has one spelling', () => {
  const claims = { userId: 1, epoch: 0, cameraId: 0, timeline: true, address: undefined, expiresAt: 4_000_000_000 };
  const link = mintEmbedLink(app.core, claims);
  expect(readEmbedLink(app.core, link)).toMatchObject({ userId: 1 });
  for (const text of ['=', ' ', '.']) expect(readEmbedLink(app.core, link + text)).toBeUndefined();
});
