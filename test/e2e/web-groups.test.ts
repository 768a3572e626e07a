import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, signIn, visit } from './support/web.ts';

/** Groups of cameras and the lock on sign-in, as a provider's staff handles them. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let house: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  house = (await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Mill Road 3' })).id;
  await callApi(server, 'POST', '/organizations', { title: 'Concierge' });
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a folder is added, moved, given its outside ids, and shared with another organization', async () => {
  for (const title of ['Yard', 'Gate']) await callApi(server, 'POST', `/organizations/${house}/folders`, { title });
  await page.goto(`/admin/organizations/${house}?tab=folders`);
  await page.getByRole('button', { name: 'Edit the folder Gate' }).click();
  await page.getByRole('combobox', { name: 'Inside of' }).click();
  await page.getByRole('option', { name: 'Yard' }).click();
  await page.getByRole('combobox', { name: 'Outside ids' }).fill('7001');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { items } = await callApi<{ items: { id: number; title: string; parentId: number; outsideIds: string[] }[] }>(
    server,
    'GET',
    `/organizations/${house}/folders`,
  );
  const yard = items.find(({ title }) => title === 'Yard');
  expect(items.find(({ title }) => title === 'Gate')).toMatchObject({ parentId: yard?.id, outsideIds: ['7001'] });

  await page.getByRole('button', { name: /^Yard/ }).click();
  await page.getByRole('combobox', { name: 'Share' }).fill('Concierge');
  await page.getByRole('option', { name: 'Concierge' }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Stop sharing with Concierge' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Concierge' }).click();
  await page.getByRole('heading', { name: 'Concierge', level: 1 }).waitFor();
  await page.getByRole('tab', { name: 'Folders' }).click();
  await page.getByRole('heading', { name: 'Shared with this organization' }).waitFor();
  await page.getByRole('link', { name: 'Mill Road 3' }).click();
  await page.getByRole('heading', { name: 'Mill Road 3', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Yard/ }).click();
  await page.getByRole('button', { name: 'Stop sharing with Concierge' }).click();
  await page.getByRole('button', { name: 'Stop sharing with Concierge' }).waitFor({ state: 'detached' });
});

test('sign-in is locked with a reason, which the card shows until it is lifted', async () => {
  await callApi(server, 'POST', '/users', { login: 'miller', password: 'flour-and-water', organizationId: house });
  await page.goto(`/admin/organizations/${house}`);
  await page.getByRole('button', { name: 'Lock sign-in' }).click();
  await page.getByLabel('Reason').fill('Debt of 500');
  await page.getByRole('dialog').getByRole('button', { name: 'Lock sign-in' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Debt of 500').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const { page: other } = await visit(browser, server);
  await other.goto('/sign-in');
  await other.getByLabel('Login').fill('miller');
  await other.getByLabel('Password', { exact: true }).fill('flour-and-water');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByText('Debt of 500').waitFor();
  await page.getByRole('button', { name: 'Lift the block' }).click();
  await page.getByText('Debt of 500').waitFor({ state: 'detached' });
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
});
