import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** Analytics as the provider attaches an engine to it and a subscriber uses it. */
let server: StartedServer;
let browser: Browser;
let user: number;
let yard: number;

const create = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const house = await create('/organizations', { title: 'Mill Road 3' });
  user = await create('/users', { login: 'flat-5', password: 'correct horse', organizationId: house });
  yard = await create('/cameras', { title: 'Yard', organizationId: house, connection: { motionNotices: true } });
  const gate = await create('/cameras', { title: 'Gate', organizationId: house });
  const rights = { live: true, archive: true, download: false, snapshot: false, ptz: false, edit: false };
  for (const camera of [yard, gate]) await callApi(server, 'PUT', `/users/${user}/camera-rights/${camera}`, rights);
  await callApi(server, 'PUT', `/users/${user}/licences`, { licences: [{ level: 1, total: 1 }] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const faultless = async (page: Page) => {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
};

const pick = async (page: Page, camera: string) => {
  await page.getByRole('dialog').getByRole('combobox', { name: 'Cameras' }).fill(camera);
  await page.getByRole('option', { name: new RegExp(camera) }).click();
};

test('a subscriber makes cases as far as there are licences, and opens the archive at what happened', async () => {
  const { page, context } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(page, 'flat-5', 'correct horse');
  await page.getByRole('button', { name: /flat-5/ }).click();
  await page.getByRole('menuitem', { name: 'Analytics' }).click();
  await page.getByText('Nothing is analysed yet').waitFor();
  await faultless(page);
  await page.getByRole('button', { name: 'New case' }).click();
  await pick(page, 'Yard');
  await page.getByLabel('Name').fill('Moves');
  await faultless(page);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: 'Moves' }).waitFor();

  await page.getByRole('button', { name: 'New case' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'What to look for' }).click();
  await page.getByRole('option', { name: 'Line crossing' }).click();
  await page.getByText('Free licences: 1').waitFor();
  await pick(page, 'Yard');
  await pick(page, 'Gate');
  await page.getByText('More cameras than free licences (1)').waitFor();
  await page.getByRole('button', { name: 'Take Gate' }).click();
  await page.getByLabel('Name').fill('Fence');
  await page.getByRole('button', { name: 'Add a point' }).click();
  await page.getByText('a line two').waitFor();
  await page.getByRole('button', { name: 'Point 1', exact: true }).press('ArrowLeft');
  await page.getByRole('figure').click({ position: { x: 20, y: 20 } });
  await page.getByRole('textbox', { name: 'Point 2, down' }).fill('90');
  await page.getByRole('switch', { name: 'Only at certain hours' }).check({ force: true });
  await page.getByRole('button', { name: 'Add hours' }).click();
  await faultless(page);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { items } = await callApi<{ items: { schedule: object; settings: { areas: { points: number[][] }[] } }[] }>(
    ...([server, 'GET', `/analytics/cases?userId=${user}`] as const),
  );
  expect(items.at(-1)?.schedule).toEqual([{ days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }]);
  expect(items.at(-1)?.settings.areas).toMatchObject([{ cameraId: yard, kind: 'line' }]);
  expect(items.at(-1)?.settings.areas[0]?.points).toEqual([
    [0.49, 0.5],
    [expect.any(Number), 0.9],
  ]);
  await page.getByText('nothing analyses it at the moment').waitFor();
  await page.getByRole('button', { name: 'Pause Fence' }).click();
  await page.getByRole('button', { name: 'Resume Fence' }).waitFor();

  const { connection } = await callApi<{ connection: { motionPath: string } }>(server, 'GET', `/cameras/${yard}`);
  expect((await fetch(`${server.url}${connection.motionPath}`, { method: 'POST' })).status).toBe(200);
  await page.reload();
  const event = page.getByRole('list', { name: 'Events' }).getByRole('listitem');
  await event.getByText('Motion').first().waitFor();
  await faultless(page);
  await page.getByRole('combobox', { name: 'Camera', exact: true }).click();
  await page.getByRole('option', { name: 'Yard' }).click();
  await page.waitForURL(({ searchParams }) => searchParams.get('cameraId') === String(yard));
  await event.getByText('Motion').first().waitFor();
  await page.getByLabel('Clear: Camera').click();
  await page.waitForURL(({ searchParams }) => !searchParams.has('cameraId'));
  await event.getByRole('link', { name: /^Watch the recording of/ }).click();
  await page.waitForURL(new RegExp(`/cameras/${yard}\\?t=20`));
  await context.close();
});

test('a camera is asked about motion by ONVIF, and its card says how that goes', async () => {
  const { page, context } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(page, server.login, server.password);
  await page.goto(`/admin/cameras/${yard}`);
  await page.getByRole('radio', { name: 'It is asked by ONVIF' }).check();
  await faultless(page);
  await page.getByRole('button', { name: 'Save' }).click();
  const motion = async () =>
    (await callApi<{ connection: { motionState: { problem: string } | null } }>(server, 'GET', `/cameras/${yard}`))
      .connection.motionState;
  await expect.poll(motion, { timeout: 30_000 }).toMatchObject({ problem: 'no_address' });
  await page.reload();
  await page.getByText('it has no address; give one in its video source').waitFor();
  await faultless(page);
  await context.close();
});

test('the provider attaches an engine, whose secret is shown once, and finds the cases on the card', async () => {
  const { page, context } = await visit(browser, server);
  await signIn(page, server.login, server.password);
  await page.goto('/admin/analytics-engines');
  await page.getByText('No engines yet').waitFor();
  await page.getByRole('button', { name: 'Add an engine' }).click();
  await page.getByLabel('Name').fill('Lines');
  await page.getByRole('checkbox', { name: 'Line crossing' }).check();
  await faultless(page);
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('cell', { name: 'Silent' }).waitFor();
  await faultless(page);
  await page.goto(`/admin/users/${user}?tab=analytics`);
  const fence = page.getByRole('row').filter({ hasText: 'Fence' });
  await fence.getByText('Paused').waitFor();
  await fence.getByRole('link', { name: 'Yard' }).waitFor();
  await faultless(page);
  await context.close();
});
