import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** What one user may do with each camera, as a provider's staff sets it; and lists on a phone. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let house: number;
let user: number;
let camera: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const create = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;
  house = await create('/organizations', { title: 'Mill Road 3' });
  camera = await create('/cameras', { title: 'Yard', organizationId: house });
  await create('/cameras', { title: 'Gate', organizationId: house });
  user = await create('/users', { login: 'flat-5', organizationId: house });
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const rights = async () =>
  (await callApi<{ items: { given: unknown }[] }>(server, 'GET', `/users/${user}/camera-rights`)).items;

test('a camera is given to a user, one right is added, and all of it is taken away', async () => {
  await page.goto(`/admin/users/${user}?tab=cameras`);
  await page.getByText('This user sees no cameras').waitFor();
  await page.getByRole('combobox', { name: 'Give the camera' }).fill('Yard');
  await page.getByRole('option', { name: 'Yard – Mill Road 3' }).click();
  await page.getByRole('button', { name: 'Give the camera' }).click();
  await page.getByRole('switch', { name: 'PTZ: Yard' }).press('Space');
  await expect.poll(async () => (await rights())[0]?.given).toMatchObject({ live: true, archive: true, ptz: true });
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: 'Take away what was given on Yard' }).click();
  await page.getByText('This user sees no cameras').waitFor();
  expect(await rights()).toEqual([]);
});

test('the card of a camera chooses its streamer', async () => {
  await page.goto(`/admin/cameras/${camera}`);
  await page.getByRole('combobox', { name: 'Streamer' }).click();
  await page.getByRole('option', { name: /this server/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const streamer = async () =>
    (await callApi<{ streamerId: number | null }>(server, 'GET', `/cameras/${camera}`)).streamerId;
  await expect.poll(streamer).toBeGreaterThan(0);
});

test('on a phone all rows are selected at once, and the list is sorted', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/admin/cameras');
  await page.getByRole('link', { name: 'Gate' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all shown rows' }).click();
  await page.getByRole('button', { name: 'Preset', exact: true }).waitFor();
  await expect.poll(() => seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Title' }).click();
  await page.waitForURL(/sort=-title/);
  await page.goto(`/admin/organizations/${house}?tab=balance`);
  await expect.poll(() => page.getByRole('tab', { name: 'Balance' }).isVisible()).toBe(true);
  const tab = await page.getByRole('tab', { name: 'Balance' }).boundingBox();
  expect((tab?.x ?? 999) + (tab?.width ?? 999)).toBeLessThanOrEqual(390);
});
