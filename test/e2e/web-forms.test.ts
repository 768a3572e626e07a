import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, unfold, visit } from './support/web.ts';

/** Forms of the console: what is needed comes first, nothing is offered that will be refused, and a refusal is seen. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let organization: number;

const add = async (path: string, body: unknown) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  organization = await add('/organizations', { title: 'Mill Road 3' });
  const other = await add('/organizations', { title: 'Birch Street 7' });
  const foreign = await add('/presets', { title: 'Seven days of Birch Street', archiveDays: 7 });
  await callApi(server, 'PUT', `/organizations/${other}/presets/${foreign}`);
  await add('/presets', { title: 'For everybody', archiveDays: 3 });
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const isSeen = async (field: Locator) =>
  await field.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return document.activeElement === element && top >= 0 && bottom <= window.innerHeight;
  });
const mac = () => page.getByRole('textbox', { name: 'MAC address' });

test('a camera is asked for by four fields, and only presets that it may have are offered', async () => {
  await page.goto(`/admin/cameras/new?organizationId=${organization}`);
  await page.getByRole('textbox', { name: 'Title' }).fill('Garage');
  expect(await page.getByRole('textbox').count()).toBeLessThanOrEqual(4);
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'For everybody' }).click();
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'For everybody' }).waitFor();
  expect(await page.getByRole('option', { name: 'Seven days of Birch Street' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
});

test('a refused field is unfolded, scrolled to and focused, with the reason beside it', async () => {
  await unfold(page, 'Connection');
  await mac().fill('nonsense');
  await page.locator('summary', { hasText: 'Connection' }).click();
  await page.getByRole('button', { name: 'Add the camera' }).click();
  await page.getByText('write it like 00:1a:2b:3c:4d:5e').first().waitFor();
  await expect.poll(() => isSeen(mac())).toBe(true);
});

test('a form that is longer than the window says at its top what it refuses, with the way there', async () => {
  for (const subject of ['Archive', 'Picture', 'Place', 'Names and notes']) await unfold(page, subject);
  await page.getByRole('button', { name: 'Add the camera' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Not saved: 1 field needs another value' });
  await summary.waitFor();
  await expect.poll(() => isSeen(mac())).toBe(true);
  await summary.getByRole('button', { name: 'MAC address' }).click();
  await expect.poll(() => isSeen(mac())).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await mac().fill('');
  await page.getByRole('button', { name: 'Add the camera' }).click();
  await page.getByRole('heading', { name: 'Garage' }).waitFor();
});

test('what the API calls otherwise than the form is told beside the field all the same', async () => {
  await page.goto('/admin/users/new');
  await page.getByRole('button', { name: 'Add the user' }).click();
  await expect.poll(() => isSeen(page.getByRole('textbox', { name: 'Login' }))).toBe(true);
  await page.goto('/admin/organizations/new');
  await page.getByRole('textbox', { name: 'Title' }).fill('Hill');
  await unfold(page, 'Network');
  await page.getByRole('textbox', { name: 'Networks' }).fill('10.20.0.0/99');
  await page.getByRole('button', { name: 'Add the organization' }).click();
  await expect.poll(() => isSeen(page.getByRole('textbox', { name: 'Networks' }))).toBe(true);
});
