import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, isClean, signIn, visit } from './support/web.ts';

let server: StartedServer;
let browser: Browser;
let desk: Page;
let phone: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  desk = (await visit(browser, server, { scheme: 'light', width: 1440, height: 900 })).page;
  phone = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  await signIn(desk, server.login, server.password);
  await signIn(phone, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const FILE =
  'code;parent;level;title\nR;;region;Татарстан\nC;R;city;Казань\nH;C;house;Баумана 3\n;C;house;Without code\n';

test('the directory is imported, what waited for a code is made, and the tree is walked by the keyboard', async () => {
  await desk.goto('/admin/locations');
  await desk.getByText('No locations yet').waitFor();
  await isClean(desk);
  await callApi(server, 'PUT', '/billing/locations/H').catch(() => undefined);
  await callApi(server, 'PUT', '/billing/locations/Unknown').catch(() => undefined);
  await desk.getByRole('tab', { name: 'Unresolved codes' }).click();
  await desk.getByRole('row', { name: /H 1 request waits/ }).waitFor();
  await isClean(desk);

  await desk.getByRole('tab', { name: 'Address directory' }).click();
  await desk.getByText('The address directory is empty').waitFor();
  await desk.getByRole('button', { name: 'Import addresses' }).click();
  await desk
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await desk.getByText('An address code has 1 to 64 characters').waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Take in 3 addresses' }).click();
  await desk.getByText('3 addresses were taken in').waitFor();
  await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await desk.getByRole('row', { name: /Татарстан, Казань, Баумана 3/ }).waitFor();

  await desk.getByRole('tab', { name: 'Unresolved codes' }).click();
  await desk.getByRole('button', { name: 'Map code Unknown to a location' }).waitFor();
  await expect.poll(async () => await desk.getByRole('row', { name: /^H / }).count(), { timeout: 30_000 }).toBe(0);
  await desk.getByRole('button', { name: 'Map code Unknown to a location' }).click();
  await desk.getByRole('dialog').getByRole('combobox', { name: 'Location', exact: true }).fill('Баумана');
  await desk.getByRole('option', { name: 'Татарстан, Казань, Баумана 3' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Map' }).click();
  await desk.getByText('No request waits for a code').waitFor({ timeout: 30_000 });

  await desk.getByRole('tab', { name: 'Tree' }).click();
  await desk.getByRole('link', { name: 'Татарстан' }).focus();
  await desk.keyboard.press('ArrowRight');
  await desk.getByRole('link', { name: 'Казань' }).waitFor();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowRight');
  await desk.getByRole('link', { name: 'Баумана 3' }).waitFor();
  await isClean(desk);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { name: 'Баумана 3' }).waitFor();
  await desk.getByText('Unknown').waitFor();
  await isClean(desk);
});

test('a camera gets a location on its card; its location is merged, and the other one deleted', async () => {
  const [house] = (await callApi<{ items: { id: number }[] }>(server, 'GET', '/locations?search=H')).items;
  const other = await callApi<{ id: number }>(server, 'POST', '/locations', { title: 'Mistyped 3' });
  const camera = await callApi<{ id: number }>(server, 'POST', '/cameras', {
    title: 'Yard',
    sourceUrl: 'fake://clock',
  });
  await desk.goto(`/admin/cameras/${camera.id}`);
  await desk.getByRole('combobox', { name: 'Location', exact: true }).fill('Mistyped');
  await desk.getByRole('option', { name: 'Mistyped 3' }).click();
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(
      async () =>
        (await callApi<{ location: { id: number } | null }>(server, 'GET', `/cameras/${camera.id}`)).location?.id,
    )
    .toBe(other.id);
  await desk.goto(`/admin/locations/${other.id}`);
  await desk.getByRole('link', { name: 'Yard' }).waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Merge' }).click();
  await desk.getByRole('dialog').getByRole('combobox', { name: 'Into' }).fill('Баумана');
  await desk.getByRole('option', { name: 'Татарстан, Казань, Баумана 3' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
  await desk.getByRole('heading', { name: 'Баумана 3' }).waitFor();
  expect(new URL(desk.url()).pathname).toBe(`/admin/locations/${house?.id}`);
  await desk.getByRole('link', { name: 'Yard' }).waitFor();
  await desk.getByRole('link', { name: 'In the list of cameras' }).click();
  await desk.getByRole('row', { name: /Yard/ }).waitFor();
  expect(new URL(desk.url()).search).toContain(`locationId=${house?.id}`);

  await desk.goto(`/admin/locations/${house?.id}`);
  await desk.getByRole('button', { name: 'Delete' }).click();
  await desk.getByText('1 camera stands here').waitFor();
  await desk.getByLabel('Type Баумана 3 to confirm').fill('Баумана 3');
  await desk.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await desk.getByRole('link', { name: 'Татарстан', exact: true }).waitFor();
});

test('on a phone, in Russian, nothing is cut', async () => {
  await phone.goto('/admin/locations');
  await phone.getByRole('button', { name: 'Раскрыть: Татарстан' }).click();
  await phone.getByRole('link', { name: 'Казань' }).waitFor();
  await isClean(phone);
  await phone.getByRole('searchbox', { name: 'Название или код' }).fill('Казань');
  await phone.getByRole('link', { name: 'Татарстан, Казань' }).click();
  await phone.getByRole('heading', { name: 'Казань' }).waitFor();
  await isClean(phone);
  await phone.goto('/admin/locations?tab=directory');
  await phone.getByRole('button', { name: 'Загрузить адреса' }).click();
  await phone.getByRole('dialog').getByText('CSV с заголовком').waitFor();
  await isClean(phone);
});
