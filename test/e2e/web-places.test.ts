import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** Where cameras stand, how they are recorded and reached, and who streams them. */
let server: StartedServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const look = async () => {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
};

test('a site is added to a contract, changed, and a camera is put there', async () => {
  const camera = (await callApi(server, 'GET', '/cameras/1')) as { organization: { id: number } };
  await page.goto(`/admin/organizations/${camera.organization.id}?tab=sites`);
  await page.getByText('No sites yet').waitFor();
  await page.getByRole('button', { name: 'Add a site' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('House 1');
  await page.getByRole('textbox', { name: 'Address' }).fill('Forest street, 1');
  await page.getByRole('textbox', { name: 'Latitude' }).fill('55.75');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'Forest street, 1' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Change the site “House 1”' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('House 2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'House 2', exact: true }).waitFor();
  await page.goto('/admin/cameras/1');
  await page.getByRole('combobox', { name: 'Site' }).click();
  await page.getByRole('option', { name: 'House 2, Forest street, 1' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  expect(await callApi(server, 'GET', '/cameras/1')).toMatchObject({ siteId: expect.any(Number) });
});

test('recording by a schedule, and how the camera is connected, are saved with it', async () => {
  await page.goto('/admin/cameras/2');
  await page.getByRole('combobox', { name: 'Recording', exact: true }).click();
  await page.getByRole('option', { name: 'By schedule' }).click();
  await page.getByRole('button', { name: 'Add hours' }).click();
  await page.getByLabel('To', { exact: true }).fill('18:30');
  await page.getByRole('combobox', { name: 'Model' }).fill('hikv');
  await page
    .getByRole('option', { name: /Hikvision/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: 'RTSP transport' }).click();
  await page.getByRole('option', { name: 'UDP' }).click();
  await page.getByRole('textbox', { name: 'Warn above, kbit/s' }).fill('4096');
  await page.getByRole('textbox', { name: 'MAC address' }).fill('nonsense');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Write it like 00:1a:2b:3c:4d:5e', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'MAC address' }).fill('00-1A-2B-3C-4D-5E');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await page.getByText('Saved').waitFor({ state: 'detached' });
  await look();
  expect(await callApi(server, 'GET', '/cameras/2')).toMatchObject({
    recordMode: 'schedule',
    recordSchedule: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:30' }],
    bandwidthLimit: 4096,
    connection: { transport: 'udp', modelId: 201, mac: '00:1a:2b:3c:4d:5e' },
  });
});

test('clusters are added, renamed and deleted beside their streamers', async () => {
  await page.goto('/admin/streamers');
  await page.getByRole('heading', { name: 'Streamers' }).waitFor();
  await page.getByRole('button', { name: 'Add a cluster' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('North');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Rename the cluster “North”' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('South');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: 'South', exact: true }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Delete the cluster “South”' }).click();
  await page.getByRole('cell', { name: 'South', exact: true }).waitFor({ state: 'detached' });
});
