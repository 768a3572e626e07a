import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** What users may do at all, as the provider's staff sets it. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let user: number;
let camera: number;

interface Told {
  readonly permissions: readonly { readonly permission: string; readonly allowed: boolean; readonly why: string }[];
}

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const create = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;
  const house = await create('/organizations', { title: 'Mill Road 3' });
  user = await create('/users', { login: 'flat-5', password: 'correct horse', organizationId: house });
  camera = await create('/cameras', { title: 'Yard', organizationId: house });
  const rights = { live: true, archive: true, download: false, snapshot: false, ptz: false, edit: false };
  await callApi(server, 'PUT', `/users/${user}/camera-rights/${camera}`, rights);
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const stateOf = async (name: string) => {
  const { permissions } = await callApi<Told>(server, 'GET', `/users/${user}/permissions`);
  return permissions.find(({ permission }) => permission === name);
};

test('what will change is shown before it is saved, and what is not saved is not left unasked', async () => {
  await page.goto(`/admin/users/${user}?tab=access`);
  const archive = page.getByRole('switch', { name: 'Watch the archive' });
  await archive.press('Space');
  await page.getByText('Differs from the default').waitFor();
  const asked = new Promise<string>((resolve) =>
    page.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.message()))),
  );
  await page.getByRole('tab', { name: 'History' }).click();
  expect(await asked).toContain('not saved');
  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What will change' });
  await dialog.getByText('Watch the archive: allowed → not allowed').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => stateOf('archive.watch')).toMatchObject({ allowed: false, why: 'own' });
  await dialog.waitFor({ state: 'detached' });
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: 'Watch the archive: back to the default' }).click();
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => stateOf('archive.watch')).toMatchObject({ allowed: true, why: 'default' });
});

test('defaults tell how many users they touch, and the second of two who change them is told', async () => {
  await page.goto('/admin/permissions');
  const subscribers = page.getByRole('region', { name: 'Subscribers' });
  await subscribers.getByRole('switch', { name: 'Open doors' }).press('Space');
  await callApi(server, 'PUT', '/permission-defaults', { denied: { subscriber: ['mosaics.read'] } });
  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What will change' });
  await dialog.getByText('Subscribers: Changes for 1 user').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Somebody changed these permissions meanwhile').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => stateOf('doors.open')).toMatchObject({ allowed: false, why: 'default' });
  expect(await stateOf('mosaics.read')).toMatchObject({ allowed: false, why: 'default' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/admin/permissions');
  await page.getByRole('switch', { name: 'Open doors' }).first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.goto(`/admin/users/${user}?tab=access`);
  await page.getByRole('switch', { name: 'Open doors' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
});

test('a subscriber adds a sub-user on a phone, gives it a camera, takes a permission away, and clones it', async () => {
  await callApi(server, 'PUT', '/permission-defaults', { denied: { subscriber: [], sub_user: [] } });
  const { page: phone, context } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(phone, 'flat-5', 'correct horse');
  await phone.getByRole('button', { name: 'Menu of flat-5' }).click();
  await phone.getByRole('menuitem', { name: 'Sub-users' }).click();
  await phone.getByText('No sub-users yet').waitFor();
  await phone.getByRole('link', { name: 'Add a sub-user' }).click();
  await phone.getByRole('textbox', { name: 'Login' }).fill('grandma');
  await phone.getByRole('textbox', { name: 'Password' }).fill('blue teapot');
  await phone.getByRole('button', { name: 'Add' }).click();
  await phone.getByRole('heading', { name: 'grandma' }).waitFor();
  await phone.getByRole('combobox', { name: 'Give a camera' }).fill('Yard');
  await phone.getByRole('option', { name: /Yard/ }).click();
  await phone.getByRole('button', { name: 'Give a camera' }).click();
  const yard = phone.getByRole('region', { name: 'Yard' });
  await yard.getByRole('checkbox', { name: 'Archive' }).waitFor({ state: 'attached' });
  // The subscriber itself may not download.
  expect(await yard.getByRole('checkbox', { name: 'Download' }).count()).toBe(0);
  await phone.getByRole('switch', { name: 'Open doors' }).press('Space');
  await phone.getByRole('button', { name: 'Save…' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await phone.getByText('Differs from the default').waitFor();
  expect(await seriousFaults(phone)).toEqual([]);
  expect(await sidewaysScroll(phone)).toBe(0);
  await phone.getByRole('button', { name: 'Clone' }).click();
  const dialog = phone.getByRole('dialog', { name: 'A sub-user like grandma' });
  await dialog.getByRole('textbox', { name: 'Login' }).fill('grandpa');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('green teapot');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await phone.getByRole('heading', { name: 'grandpa', exact: true }).waitFor();
  await phone.getByRole('region', { name: 'Yard' }).waitFor();
  await phone.getByText('Differs from the default').waitFor();
  await context.close();
});
