import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { NO_DISK, type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** What the provider sees of a disk that somebody else has filled. */
let disk: SmallDisk | undefined;
let server: StartedServer;
let browser: Browser;
let page: Page;
let russian: Page;

interface Camera {
  readonly id: number;
  readonly status: { readonly recordingError: object | null; readonly recording: boolean };
}

beforeAll(async () => {
  disk = await smallDisk(120 * 2 ** 20);
  if (!disk?.mounted) return;
  server = await startServer({ dataDir: `${disk.path}/data` });
  browser = await openBrowser();
  const { id } = await callApi<Camera>(server, 'POST', '/cameras', { title: 'Garage', sourceUrl: 'fake://clock' });
  const status = async () => (await callApi<Camera>(server, 'GET', `/cameras/${id}`)).status;
  await vi.waitUntil(async () => (await status()).recording, { timeout: 60_000, interval: 500 });
  page = (await visit(browser, server)).page;
  russian = (await visit(browser, server, { language: 'ru-RU', scheme: 'light', width: 390 })).page;
  for (const one of [page, russian]) await signIn(one, server.login, server.password);
  disk.fill();
  const counted = async () => (await callApi<{ notRecorded: number }>(server, 'GET', '/overview')).notRecorded;
  await vi.waitUntil(async () => (await status()).recordingError !== null, { timeout: 30_000, interval: 500 });
  await vi.waitUntil(async () => (await counted()) === 1, { timeout: 60_000, interval: 500 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  disk?.clear();
  await server?.stop();
  await disk?.release();
});

beforeEach(({ skip }) => {
  if (!disk?.mounted) skip(NO_DISK);
});

test('the overview counts what is not recorded, and leads there; the camera says why, and what to do', async () => {
  await page.goto('/admin');
  await page.getByRole('link', { name: '1 Not recorded' }).click();
  await page.getByText('1 camera', { exact: true }).waitFor();
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Garage' }) });
  await row.getByText('Not recorded', { exact: true }).waitFor();
  expect(await page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('Not recorded');
  expect(await seriousFaults(page)).toEqual([]);
  await row.getByRole('link', { name: 'Garage' }).click();
  await page.getByText(/The disk of the archive is full\. Free some room on it/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto('/admin/streamers');
  await page.getByRole('columnheader', { name: 'Not recorded' }).waitFor();
});

test('what cannot be saved says that it is the disk', async () => {
  await page.goto('/admin/cameras/1');
  await page.getByLabel('Title').fill('Garden');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/Not saved: the disk of the server's database is full/).waitFor();
});

test('in Russian and on a telephone too', async () => {
  await russian.goto('/admin/cameras/1');
  await russian.getByText('Запись не идёт').first().waitFor();
  await russian.getByText(/Диск архива заполнен\. Освободите на нём место/).waitFor();
  expect(await seriousFaults(russian)).toEqual([]);
  expect(await sidewaysScroll(russian)).toBeLessThanOrEqual(0);
});
