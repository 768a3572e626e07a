import { request } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi } from './support/web.ts';
import { openCameras, openSignIn, weigh } from './support/weight.ts';

/** What comes over the wire: a phone on a slow line waits for every byte of it. */
const MEDIA_TOKEN = 'a-token-of-the-providers-own-servers';
let server: StartedServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'], env: { MEDIA_TOKEN } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Answer {
  readonly status: number;
  readonly encoding: string | undefined;
  readonly vary: string;
  readonly type: string;
  readonly bytes: number;
}

/** As it comes, undecoded. */
async function ask(path: string, encodings: string | undefined, method = 'GET'): Promise<Answer> {
  const headers = {
    'x-vedette-key': server.apiKey,
    'x-vsaas-api-key': server.apiKey,
    ...(encodings === undefined ? {} : { 'accept-encoding': encodings }),
  };
  return await new Promise((resolve, reject) => {
    request(`${server.url}${path}`, { method, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'],
          vary: String(response.headers.vary ?? '').toLowerCase(),
          type: String(response.headers['content-type']),
          bytes,
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test("the viewer's first page and that of signing in weigh 350 kB and 30 requests at most", async () => {
  const first = await weigh(browser, server, openCameras, { login: 'anna', password: 'demo' });
  const entry = await weigh(browser, server, openSignIn);
  const embed = await weigh(browser, server, async (page) => {
    await page.goto('/vsaas/embed/nothing');
    await page.locator('#root *').first().waitFor();
  });
  expect(first.byType).toHaveProperty('Image');
  for (const { bytes, requests } of [first, entry, embed]) {
    expect(bytes).toBeLessThanOrEqual(350_000);
    expect(requests).toBeLessThanOrEqual(30);
  }
});

test('what the build made comes by Brotli or gzip, as the browser takes it, and as it is for who takes neither', async () => {
  const page = await (await fetch(`${server.url}/sign-in`)).text();
  const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  const biggest = (await Promise.all(assets.map(async (path) => ({ path, ...(await ask(path, undefined)) })))).sort(
    (a, b) => b.bytes - a.bytes,
  )[0];
  expect(biggest?.encoding).toBeUndefined();
  for (const path of [biggest?.path ?? '', '/sw.js', '/sign-in', '/embed.html']) {
    const plain = await ask(path, undefined);
    const none = await ask(path, 'identity');
    const brotli = await ask(path, 'gzip, deflate, br, zstd');
    const gzip = await ask(path, 'gzip');
    expect([path, plain.status, plain.encoding, none.encoding]).toEqual([path, 200, undefined, undefined]);
    if (plain.bytes < 1024) continue;
    expect([path, brotli.status, brotli.encoding, brotli.type]).toEqual([path, 200, 'br', plain.type]);
    expect([path, gzip.status, gzip.encoding, gzip.type]).toEqual([path, 200, 'gzip', plain.type]);
    for (const answer of [plain, brotli, gzip]) expect(answer.vary).toContain('accept-encoding');
    expect(brotli.bytes).toBeLessThan(plain.bytes / 2);
    expect(gzip.bytes).toBeLessThan(plain.bytes / 2);
  }
});

test('answers of the APIs are compressed for who takes it: ours, Watcher, metrics', async () => {
  for (const path of ['/api/vedette/v1/cameras', '/vsaas/api/v2/cameras', '/metrics']) {
    const plain = await ask(path, undefined);
    const gzip = await ask(path, 'gzip');
    expect([path, plain.status, plain.encoding]).toEqual([path, 200, undefined]);
    expect([path, gzip.status, gzip.encoding, gzip.type]).toEqual([path, 200, 'gzip', plain.type]);
    expect(gzip.bytes).toBeLessThan(plain.bytes);
    expect(gzip.vary).toContain('accept-encoding');
  }
  expect((await ask('/api/vedette/v1/session/ways', 'gzip')).encoding).toBeUndefined();
});

test('a repeated write is answered alike, whatever each request takes', async () => {
  const write = (encodings: string) =>
    fetch(`${server.url}/api/vedette/v1/presets`, {
      method: 'POST',
      headers: {
        'x-vedette-key': server.apiKey,
        'content-type': 'application/json',
        'idempotency-key': 'weight-1',
        'accept-encoding': encodings,
      },
      body: JSON.stringify({ title: 'Two weeks '.repeat(20) }),
    }).then((response) => response.text());
  const first = await write('br');
  expect(JSON.parse(first)).toHaveProperty('id');
  expect(await write('gzip')).toBe(first);
  expect(await write('identity')).toBe(first);
});

test('pictures and video are sent as they are', async () => {
  const { items } = await callApi<{ items: { name: string; title: string }[] }>(server, 'GET', '/cameras?limit=1');
  const name = items[0]?.name ?? '';
  const picture = await waitFor(
    async () => await ask(`/${name}/preview.jpg?token=${MEDIA_TOKEN}`, 'br, gzip'),
    (a) => a.status === 200,
  );
  expect([picture.type, picture.encoding]).toEqual(['image/jpeg', undefined]);
  const icon = await ask('/icon-512.png', 'br, gzip');
  expect([icon.type, icon.encoding]).toEqual(['image/png', undefined]);
});

async function waitFor(look: () => Promise<Answer>, done: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await look();
    if (done(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
