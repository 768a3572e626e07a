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
  for (const [name, coordinates] of [
    ['yard', '52.28 104.27'],
    ['gate', '52.30 104.30'],
    ['roof', ''],
  ])
    await callApi(server, 'POST', '/cameras', { name, title: `The ${name}`, sourceUrl: 'fake://clock', coordinates });
});

afterAll(async () => {
  await browser?.close();
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
