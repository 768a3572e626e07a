import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** The app on a phone: installed, without network, and after an update. */
let server: StartedServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  ({ context, page } = await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 }));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const keptUrls = () =>
  page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname);
  });

test('a phone can install it, by its name in the language of the page', async () => {
  await page.goto('/sign-in');
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  expect(href).toBe('/manifest.ru.webmanifest');
  const answer = await fetch(`${server.url}${href}`);
  expect(answer.headers.get('content-type')).toContain('application/manifest+json');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const manifest = (await answer.json()) as { name: string; start_url: string; icons: { src: string }[] };
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' });
  expect(manifest.name).toContain('камеры и двери');
  for (const { src } of manifest.icons) {
    const icon = await fetch(`${server.url}${src}`);
    expect(icon.status).toBe(200);
    expect(icon.headers.get('content-type')).toBe('image/png');
  }
  const tools = await context.newCDPSession(page);
  const { installabilityErrors } = await tools.send('Page.getInstallabilityErrors');
  // Every context of a test is a private window.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('its worker may look after the whole site, and a newer one is seen at once', async () => {
  const answer = await fetch(`${server.url}/sw.js`);
  expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(new URL(scope).pathname).toBe('/');
});

test('nothing of the API and of the cameras is kept', async () => {
  await signIn(page, 'anna', 'demo');
  await page.getByRole('link', { name: 'Двор' }).click();
  await page.getByRole('slider').waitFor();
  const kept = await keptUrls();
  expect(kept).toContain('/index.html');
  expect(kept.filter((path) => path !== '/index.html' && !path.startsWith('/assets/'))).toEqual([]);
});

test('without the server it opens and says so, and goes on by itself when the server is back', async () => {
  const { dataDir, port } = server;
  await server.stop({ forget: false });
  await page.goto('/doors');
  await page.getByRole('heading', { name: 'Сервер не отвечает' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  server = await startServer({ dataDir, port });
  await page.getByRole('heading', { name: 'Двери', exact: true }).waitFor({ timeout: 30_000 });
});

test('a page asked for is always the server’s own', async () => {
  await page.goto('/cameras');
  await page.getByRole('link', { name: 'Двор' }).waitFor();
  const answer = await page.goto('/cameras');
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'self'");
  const { page: frame, context: other } = await visit(browser, server);
  await frame.goto('/embed/none');
  expect(await frame.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await other.close();
});
