import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** "Why don't I see my camera": what support reads of a block, wherever it stands. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let contract: number;
let lena: number;
let garage: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  contract = (await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Mill Road 3' })).id;
  const person = { login: 'lena', password: 'lena-password', organizationId: contract };
  lena = (await callApi<{ id: number }>(server, 'POST', '/users', person)).id;
  // Nothing listens there.
  const camera = { title: 'Garage', organizationId: contract, sourceUrl: 'rtsp://127.0.0.1:1/garage' };
  garage = (await callApi<{ id: number }>(server, 'POST', '/cameras', camera)).id;
  const stateOf = async () =>
    (await callApi<{ status: { state: string } }>(server, 'GET', `/cameras/${garage}`)).status.state;
  await vi.waitUntil(async () => (await stateOf()) === 'offline', { timeout: 60_000, interval: 500 });
  await callApi(server, 'PUT', `/organizations/${contract}/blocks/billing`, { reason: 'Not paid since May' });
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("the card of a user tells of the contract's block, and leads to where it is lifted", async () => {
  await page.goto(`/admin/users/${lena}`);
  const block = page.getByRole('alert').filter({ hasText: 'Not paid since May' });
  await block.getByText("Blocked by the provider's billing: organization “Mill Road 3”").waitFor();
  await block.getByText('Cannot sign in while it stands.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('the list of users shows whom the contract stops, and the filter finds them', async () => {
  await page.goto('/admin/users');
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Blocked' }).click();
  await page.getByText('1 user', { exact: true }).waitFor();
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'lena' }) });
  await row.getByText('the whole organization').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const cut = () =>
    page.locator('.mantine-Badge-label').evaluateAll((labels) =>
      labels.flatMap((label) => {
        const badge = label.closest('.mantine-Badge-root');
        const spills =
          label.scrollWidth > label.clientWidth || (badge !== null && badge.scrollWidth > badge.clientWidth);
        return spills ? [label.textContent] : [];
      }),
    );
  expect(await cut()).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(cut).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('a blocked camera shows that it was not to be reached either', async () => {
  await page.goto('/admin/cameras');
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Blocked and offline' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Garage' }) });
  await row.getByText('Blocked', { exact: true }).waitFor();
  await row.getByText(/^Offline since/).waitFor();
  await row.getByRole('link', { name: 'Garage' }).click();
  await page.getByText(/check address and port/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('from the camera one goes to the organization and lifts the block there; the user is free at once', async () => {
  await page.getByRole('link', { name: 'Open the organization' }).click();
  await page.getByRole('heading', { name: 'Mill Road 3' }).waitFor();
  await page.getByRole('button', { name: 'Lift the block' }).click();
  await page.getByText('Not paid since May').waitFor({ state: 'detached' });
  await page.goto(`/admin/users/${lena}`);
  await page.getByRole('heading', { name: 'lena' }).waitFor();
  expect(await page.getByText('Not paid since May').count()).toBe(0);
});
