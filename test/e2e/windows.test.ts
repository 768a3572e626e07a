import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, signIn, visit } from './support/web.ts';

/** A contract that allows one window on a camera, and two browsers of its subscriber. */
let server: StartedServer;
let browser: Browser;
let camera = 0;
let organization = 0;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  const { items } = await callApi<{ items: { id: number; organization: { id: number } }[] }>(
    server,
    'GET',
    `/cameras?search=${encodeURIComponent('Двор')}`,
  );
  camera = items[0]?.id ?? 0;
  organization = items[0]?.organization.id ?? 0;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function anna(language: string) {
  const { context, page } = await visit(browser, server, { language, width: 1280, height: 800 });
  await page.goto('/');
  await signIn(page, 'anna', 'demo');
  await page.waitForURL(/\/cameras/);
  return { context, page };
}

test('over the limit a player says so in words, and plays by itself when the other window is closed', async () => {
  const [first, second] = [await anna('en-US'), await anna('ru-RU')];
  await callApi(server, 'PATCH', `/organizations/${organization}`, { liveViews: 1, archiveViews: 1 });
  await second.page.goto('about:blank');
  await first.page.goto(`/cameras/${camera}`);
  await framesAdvance(first.page);
  await second.page.goto(`${server.url}/cameras/${camera}`);
  await second.page.getByText('Эта камера открыта в слишком многих окнах').waitFor();
  await second.page.getByRole('button', { name: 'Повторить' }).waitFor();
  expect(await seriousFaults(second.page)).toEqual([]);
  await first.page.goto('about:blank');
  await framesAdvance(second.page, 15_000);

  await first.page.goto(`${server.url}/cameras/${camera}`);
  await first.page.getByText('This camera is open in too many windows').waitFor();
  await callApi(server, 'PATCH', `/organizations/${organization}`, { liveViews: 0 });
  await second.page.getByText('Такой просмотр не входит в ваш договор').waitFor();
  await callApi(server, 'PATCH', `/organizations/${organization}`, { liveViews: null });
  await second.page.reload();
  await framesAdvance(second.page);
});

test('the archive has a limit of its own', async () => {
  const [first, second] = [await anna('en-US'), await anna('ru-RU')];
  const at = Math.floor(Date.now() / 1000) - 12;
  await first.page.goto(`/cameras/${camera}?t=${at}`);
  await framesAdvance(first.page);
  await second.page.goto(`/cameras/${camera}?t=${at}`);
  await second.page.getByText('Эта камера открыта в слишком многих окнах').waitFor();
  await first.page.goto('about:blank');
  await framesAdvance(second.page, 20_000);
  await callApi(server, 'PATCH', `/organizations/${organization}`, { archiveViews: null });
});
