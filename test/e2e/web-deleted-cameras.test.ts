import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, isClean, signIn, visit } from './support/web.ts';

let server: StartedServer;
let browser: Browser;
let desk: Page;
let phone: Page;
/** Of the provider's own background: it answers with one picture, and keeps what it was asked for. */
let tiles: Server;
const asked: string[] = [];
/** A PNG of one grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  desk = (await visit(browser, server, { scheme: 'light', width: 1440, height: 900 })).page;
  phone = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  await signIn(desk, server.login, server.password);
  await signIn(phone, server.login, server.password);
  for (const [name, coordinates] of [
    ['yard', '52.28 104.27'],
    ['gate', '52.30 104.30'],
    ['roof', ''],
  ])
    await callApi(server, 'POST', '/cameras', { name, title: `The ${name}`, sourceUrl: 'fake://clock', coordinates });
});

afterAll(async () => {
  await browser?.close();
  tiles?.close();
  await server?.stop();
});

test('cameras are on the map and beside it, a bubble leads to the card, and the filters stay in each view', async () => {
  await desk.goto('/admin/cameras?search=the');
  await desk.getByText('Map', { exact: true }).click();
  const beside = desk.getByRole('list', { name: 'Cameras in view' });
  await beside.getByRole('button', { name: /The gate/ }).click();
  await desk.getByRole('region', { name: 'Map' }).getByRole('link', { name: 'The gate' }).waitFor();
  await isClean(desk);
  expect(new URL(desk.url()).search).toBe('?search=the&view=map');
  await desk.getByRole('button', { name: 'Without coordinates: 1 camera' }).click();
  await desk.getByRole('row', { name: /The roof/ }).waitFor();
  await expect.poll(async () => await desk.getByRole('row', { name: /The gate/ }).count()).toBe(0);
  await phone.goto('/admin/cameras?view=map');
  await phone.getByRole('list', { name: 'Камеры в видимой области' }).getByRole('button').first().waitFor();
  await isClean(phone);
  await phone.goto('/admin/cameras?view=tree');
  await phone.getByText('Адресов пока нет').waitFor();
  await isClean(phone);
});

test('the map lies on the background of the provider, which the policy of the page lets through and nothing else', async () => {
  tiles = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' }).end(PIXEL);
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
  const host = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}`;
  await desk.goto('/admin/settings');
  await desk.getByLabel('URL of its pictures').fill(`${host}/{z}/{x}.png?key=secret-1`);
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('{y} has to stand in it').first().waitFor();
  await desk.getByLabel('URL of its pictures').fill(`${host}/{z}/{x}/{y}.png?key=secret-1`);
  await desk.getByLabel('Who made it').fill('The town’s surveyors');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('Saved').waitFor();
  await expect
    .poll(async () => await desk.getByLabel('URL of its pictures').inputValue())
    .toBe(`${host}/{z}/{x}/{y}.png?key=***`);
  const page = await desk.goto('/admin/cameras?view=map');
  expect(page?.headers()['content-security-policy']).toContain(`connect-src 'self' ws: wss: ${host};`);
  await desk.getByText('The town’s surveyors').waitFor();
  await expect
    .poll(() => asked.filter((url) => /^\/\d+\/\d+\/\d+\.png\?key=secret-1$/.test(url)).length)
    .toBeGreaterThan(0);
  await isClean(desk);
  await callApi(server, 'PATCH', '/settings', { mapTiles: null, mapAttribution: null });
});

test('coordinates are chosen by a click on the map, and the field stays what counts', async () => {
  const [roof] = (await callApi(server, 'GET', '/cameras?search=roof')).items as { id: number }[];
  await desk.goto(`/admin/cameras/${roof?.id}`);
  const field = desk.getByRole('textbox', { name: 'Coordinates' });
  await field.fill('52.29 104.29');
  await desk.getByRole('button', { name: 'Choose on the map' }).click();
  await desk.getByRole('button', { name: 'Put the mark in the middle' }).waitFor();
  await isClean(desk);
  const map = desk.getByRole('region', { name: 'Map', exact: true }).first();
  await map.click({ position: { x: 60, y: 60 } });
  await expect.poll(async () => await field.inputValue()).not.toBe('52.29 104.29');
  const [latitude = 0, longitude = 0] = (await field.inputValue()).split(' ').map(Number);
  expect([latitude > 52.29 && latitude < 52.31, longitude < 104.29 && longitude > 104.2]).toEqual([true, true]);
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('Saved').waitFor();
  expect(await callApi(server, 'GET', `/cameras/${roof?.id}`)).toMatchObject({
    coordinates: `${latitude} ${longitude}`,
  });
  await callApi(server, 'PATCH', `/cameras/${roof?.id}`, { coordinates: '' });

  const house = await callApi<{ id: number }>(server, 'POST', '/locations', { title: 'House 7' });
  await phone.goto(`/admin/locations/${house.id}`);
  await phone.getByRole('button', { name: 'Изменить' }).click();
  await phone.getByRole('button', { name: 'Выбрать на карте' }).click();
  await phone.getByRole('button', { name: 'Поставить метку в центр' }).click();
  await isClean(phone);
  await phone.getByRole('button', { name: 'Сохранить' }).click();
  await phone.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await callApi(server, 'GET', `/locations/${house.id}`)).toMatchObject({ latitude: expect.any(Number) });
  await callApi(server, 'DELETE', `/locations/${house.id}`);
});

test('where the browser draws no maps, the page says what to do and the list leads on', async () => {
  const { context, page } = await visit(browser, server, { scheme: 'light' });
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await signIn(page, server.login, server.password);
  await page.goto('/admin/cameras?view=map');
  await page.getByRole('alert').getByText('Switch on hardware acceleration').waitFor();
  await isClean(page);
  await page
    .getByRole('list', { name: 'Cameras in view' })
    .getByRole('link', { name: /The gate/ })
    .click();
  await page.getByRole('heading', { name: 'The gate' }).waitFor();
  await context.close();
});

test('a subscriber sees the own cameras on a map, blocked ones as such, and nothing of the provider', async () => {
  const contract = await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Flat 9' });
  const person = { login: 'flat-9', password: 'correct horse', organizationId: contract.id };
  const user = await callApi<{ id: number }>(server, 'POST', '/users', person);
  await callApi(server, 'PATCH', `/organizations/${contract.id}`, { ownerId: user.id });
  const rights = { live: true, archive: true, download: false, snapshot: true, ptz: false, edit: false };
  const own: number[] = [];
  for (const [title, coordinates] of [
    ['Porch', '52.25 104.25'],
    ['Cellar', '52.26 104.26'],
  ]) {
    const fields = { title, coordinates, sourceUrl: 'fake://clock', organizationId: contract.id };
    own.push((await callApi<{ id: number }>(server, 'POST', '/cameras', fields)).id);
    await callApi(server, 'PUT', `/users/${user.id}/camera-rights/${own.at(-1)}`, rights);
  }
  await callApi(server, 'PUT', `/cameras/${own[1]}/blocks/administrator`, { reason: 'repair' });
  const { context, page } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(page, 'flat-9', 'correct horse');
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  const beside = page.getByRole('list', { name: 'Cameras in view' });
  await beside.getByText('Porch').waitFor();
  expect(await beside.getByRole('listitem').count()).toBe(2);
  await beside.getByRole('button', { name: /Cellar Blocked/ }).click();
  await isClean(page);
  await page.getByRole('region', { name: 'Map' }).first().getByRole('link', { name: 'Cellar' }).click();
  await page.waitForURL((url) => url.pathname === `/cameras/${own[1]}`);
  await context.close();
});

test('the tree of cameras goes by contracts and folders as well', async () => {
  await desk.goto('/admin/cameras?view=tree&by=folders');
  await desk.getByRole('button', { name: 'Open Flat 9' }).click();
  await desk.getByRole('link', { name: 'Porch' }).waitFor();
  await isClean(desk);
  await desk.getByRole('radiogroup', { name: 'Tree by' }).getByText('Locations').click();
  await desk.getByText('There are no locations yet').waitFor();
});

test('a deleted camera is restored by a form that says what stands in the way', async () => {
  await desk.goto('/admin/deleted-cameras');
  await desk.getByText('No deleted cameras').waitFor();
  await isClean(desk);
  const [yard] = (await callApi(server, 'GET', '/cameras?search=yard')).items as { id: number }[];
  await callApi(server, 'DELETE', `/cameras/${yard?.id}`);
  await callApi(server, 'POST', '/cameras', { name: 'yard', sourceUrl: 'fake://clock' });
  await desk.reload();
  await desk.getByRole('button', { name: 'Restore The yard' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await dialog.getByText(/has the name yard meanwhile; yard-2 is free/i).waitFor();
  await isClean(desk);
  await dialog.getByRole('textbox', { name: 'Name in URLs' }).fill('yard-2');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await desk.getByRole('status').getByRole('link', { name: 'The yard is back' }).click();
  await desk.getByRole('heading', { name: 'The yard' }).waitFor();
  expect(desk.url()).toContain(`/admin/cameras/${yard?.id}`);
});

test('many are restored at once, and what is deleted for good is confirmed by its name', async () => {
  for (const name of ['gate', 'roof', 'yard-2']) {
    const { items } = await callApi(server, 'GET', `/cameras?search=${name}`);
    await callApi(server, 'DELETE', `/cameras/${(items as { id: number }[])[0]?.id}`);
  }
  await desk.goto('/admin/deleted-cameras');
  await desk.getByRole('button', { name: 'Delete for good: The roof' }).click();
  await desk.getByRole('dialog').getByRole('textbox').fill('roof');
  await desk.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await desk.getByText('2 cameras').waitFor();
  await phone.goto('/admin/deleted-cameras');
  await phone.getByRole('button', { name: 'Восстановить The gate' }).waitFor();
  await isClean(phone);
  await desk.getByRole('checkbox').first().check();
  await desk.getByRole('button', { name: 'Restore', exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await desk.getByText('No deleted cameras').waitFor();
});
