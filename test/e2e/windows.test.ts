import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { callApi, signIn, visit } from './support/web.ts';

/** A contract that allows one window on a camera, and two browsers of its subscriber. */
let server: StartedServer;
let browser: Browser;
let camera = 0;
let organization = 0;
let media = { path: '', token: '' };

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  const { items } = await callApi<{ items: { id: number; organization: { id: number }; playback: typeof media }[] }>(
    server,
    'GET',
    `/cameras?search=${encodeURIComponent('Двор')}`,
  );
  camera = items[0]?.id ?? 0;
  organization = items[0]?.organization.id ?? 0;
  media = items[0]?.playback ?? media;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function anna(language: 'en-GB' | 'ru-RU') {
  const { context, page } = await visit(browser, server, { language, width: 1280, height: 800 });
  await signIn(page, 'anna', 'demo');
  return { context, page };
}

test('over the limit a player says so in words, and plays by itself when the other window is closed', async () => {
  const [first, second] = [await anna('en-GB'), await anna('ru-RU')];
  await callApi(server, 'PATCH', `/organizations/${organization}`, { liveViews: 1, archiveViews: 1 });
  await second.page.goto('about:blank');
  await first.page.goto(`/cameras/${camera}`);
  await framesAdvance(first.page);
  await second.page.goto(`${server.url}/cameras/${camera}`);
  await second.page.getByText('Эта камера открыта в слишком многих окнах').waitFor();
  await second.page.getByRole('button', { name: 'Повторить' }).waitFor();
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
  const [first, second] = [await anna('en-GB'), await anna('ru-RU')];
  await callApi(server, 'PATCH', `/organizations/${organization}`, { archiveViews: 1 });
  await expect.poll(recordedSeconds, { timeout: 40_000 }).toBeGreaterThan(15);
  await first.page.goto(`/cameras/${camera}`);
  await framesAdvance(first.page);
  await first.page.getByRole('button', { name: 'Back 10 seconds' }).click();
  await framesAdvance(first.page);
  await second.page.goto(`/cameras/${camera}`);
  await framesAdvance(second.page);
  await second.page.getByRole('button', { name: 'На 10 секунд назад' }).click();
  await second.page.getByText('Эта камера открыта в слишком многих окнах').waitFor();
  await first.page.goto('about:blank');
  await framesAdvance(second.page, 20_000);
});

async function recordedSeconds(): Promise<number> {
  const answer = await fetch(`${server.url}${media.path}/recording_status.json?from=0&to=now&token=${media.token}`);
  const [stream] = (await answer.json()) as { ranges: { duration: number }[] }[];
  return (stream?.ranges ?? []).reduce((sum, { duration }) => sum + duration, 0);
}
