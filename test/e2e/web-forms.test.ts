import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, isClean, seriousFaults, sidewaysScroll, signIn, unfold, visit } from './support/web.ts';

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

const endSessions = async (id: number) => void (await callApi(server, 'DELETE', `/users/${id}/sessions`));

/** Over the page, as whoever was signed in there unless another login is given. */
async function signInAgain(own: Page, password: string, login?: string): Promise<void> {
  const over = own.getByRole('dialog', { name: 'Sign in again' });
  await over.waitFor();
  await isClean(own);
  if (login !== undefined) await over.getByLabel('Login').fill(login);
  await over.getByLabel('Password', { exact: true }).fill(password);
  await over.getByRole('button', { name: 'Sign in' }).click();
  await over.waitFor({ state: 'detached' });
}

test('a session that ends keeps what was typed, for whoever typed it and for nobody else', async () => {
  const desk = await add('/users', { login: 'desk', password: 'desk', administrator: true });
  const mira = await add('/users', { login: 'mira', password: 'mira', name: 'Mira', administrator: true });
  const anna = await add('/users', { login: 'anna', password: 'anna', name: 'Anna', organizationId: organization });
  const { page: own, context } = await visit(browser, server);
  const asked: string[] = [];
  own.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(own, 'desk', 'desk');
  await own.goto(`/admin/users/${mira}`);
  const name = own.getByRole('textbox', { name: 'Name', exact: true });
  const save = own.getByRole('button', { name: 'Save' });

  await name.fill('Mira Hill');
  await callApi(server, 'PATCH', `/users/${desk}`, { password: 'new' });
  await save.click();
  await signInAgain(own, 'new');
  await save.click();
  await own.getByText('Saved').waitFor();
  expect(await callApi(server, 'GET', `/users/${mira}`)).toMatchObject({ name: 'Mira Hill' });

  await name.fill('Mira of nobody');
  await endSessions(desk);
  await save.click();
  await signInAgain(own, 'anna', 'anna');
  await own.getByText('No cameras yet').waitFor();
  expect(new URL(own.url()).pathname).toBe('/cameras');
  expect(asked).toEqual([]);
  expect(await callApi(server, 'GET', `/users/${mira}`)).toMatchObject({ name: 'Mira Hill' });

  await own.goto('/profile');
  await own.getByLabel('Name').fill('Anna Marsh');
  await endSessions(anna);
  await save.click();
  await signInAgain(own, 'anna');
  await save.click();
  await own.getByText('Saved').waitFor();
  expect(await callApi(server, 'GET', `/users/${anna}`)).toMatchObject({ name: 'Anna Marsh' });
  await context.close();
});

test('Escape closes no dialog under the sign-in', async () => {
  const clerk = await add('/users', { login: 'clerk', password: 'clerk', administrator: true });
  const { page: own, context } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(own, 'clerk', 'clerk');
  await own.goto('/admin/locations');
  await own.getByRole('button', { name: 'Add location' }).click();
  const dialog = own.getByRole('dialog', { name: 'Add location' });
  await dialog.getByLabel('Title').fill('Hill 3');
  await endSessions(clerk);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await own.getByRole('dialog', { name: 'Sign in again' }).waitFor();
  await own.keyboard.press('Escape');
  await signInAgain(own, 'clerk');
  expect(await dialog.getByLabel('Title').inputValue()).toBe('Hill 3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await own.getByText('Hill 3').first().waitFor();
  await context.close();
});

test('two at the same location: the second is told in the dialog, and goes on with what was typed', async () => {
  const id = await add('/locations', { title: 'Marsh Lane 8', code: 'M-8' });
  await page.goto(`/admin/locations/${id}`);
  await page.getByRole('button', { name: 'Change location' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change location' });
  await expect.poll(() => isSeen(dialog.getByLabel('Title'))).toBe(true);
  await dialog.getByLabel('Title').fill('Marsh Lane 8a');
  await dialog.getByLabel('Address code').fill('M-8a');
  await callApi(server, 'PATCH', `/locations/${id}`, { code: 'M-9', latitude: 55.5, longitude: 49 });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const told = dialog.getByRole('alert').filter({ hasText: 'M-9' });
  await told.waitFor();
  await isClean(page);
  await told.getByRole('button', { name: 'Keep what I typed' }).click();
  expect(await dialog.getByLabel('Address code').inputValue()).toBe('M-8a');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const saved = { title: 'Marsh Lane 8a', code: 'M-8a', latitude: 55.5 };
  expect(await callApi(server, 'GET', `/locations/${id}`)).toMatchObject(saved);
});
