import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { seriousFaults, sidewaysScroll, signIn, unfold, visit } from './support/web.ts';

/** What a contract says of its cameras and people, in the console. */
let server: StartedServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ args: [] });
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const box = (name: string) => page.getByRole('textbox', { name, exact: true });

test('limits, windows and networks are kept; a network that is none is told beside its field', async () => {
  await page.goto('/admin/organizations/new');
  await box('Title').fill('Birch Street 7');
  await box('Contract').fill('C-7');
  await unfold(page, 'Limits');
  await box('Archive depth, days').fill('7.5');
  await unfold(page, 'Windows');
  await box('Live: one user').fill('2');
  await unfold(page, 'Network');
  await box('Networks').fill('10.20.0.0/99');
  await page.getByRole('button', { name: 'Add the organization' }).click();
  await page.getByText('is no network').first().waitFor();
  await box('Networks').fill('10.20.0.7/16, 192.168.1.0/24');
  await page.getByRole('button', { name: 'Add the organization' }).click();
  await page.getByRole('heading', { name: 'Birch Street 7' }).waitFor();
  await page.reload();
  await box('Networks').waitFor();
  expect(await box('Networks').inputValue()).toBe('10.20.0.0/16, 192.168.1.0/24');
  expect(await box('Archive depth, days').inputValue()).toBe('7.5');
  expect(await box('Live: one user').inputValue()).toBe('2');
  expect(await box('Live: all users').inputValue()).toBe('');
  expect(await seriousFaults(page)).toEqual([]);
});

test('a user is made an administrator of its organization who has to set a password', async () => {
  const organization = page.url().match(/organizations\/(\d+)/)?.[1];
  await page.goto(`/admin/users/new?organizationId=${organization}`);
  await box('Login').fill('birch');
  await unfold(page, 'Rights');
  await page.getByRole('switch', { name: 'Administrator of the organization' }).check();
  await unfold(page, 'Sign-in');
  await page.getByRole('switch', { name: 'New password at sign-in' }).check();
  await page.getByRole('button', { name: 'Add the user' }).click();
  await page.getByRole('heading', { name: 'birch' }).waitFor();
  await page.reload();
  const administrator = page.getByRole('switch', { name: 'Administrator of the organization' });
  await administrator.waitFor();
  expect(await administrator.isChecked()).toBe(true);
  expect(await page.getByRole('switch', { name: 'New password at sign-in' }).isChecked()).toBe(true);
  expect(await page.getByRole('combobox', { name: 'Organization' }).inputValue()).toBe('Birch Street 7');
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => sidewaysScroll(page)).toBeLessThanOrEqual(0);
});
