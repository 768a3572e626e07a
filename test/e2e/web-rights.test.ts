import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** What one user may do with each camera, as a provider's staff sets it; and lists on a phone. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let house: number;
let user: number;
let camera: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const create = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;
  house = await create('/organizations', { title: 'Mill Road 3' });
  camera = await create('/cameras', { title: 'Yard', organizationId: house });
  await create('/cameras', { title: 'Gate', organizationId: house });
  user = await create('/users', { login: 'flat-5', organizationId: house });
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const rights = async () =>
  (await callApi<{ items: { given: unknown }[] }>(server, 'GET', `/users/${user}/camera-rights`)).items;

test('a camera is given to a user, one right is added, and all of it is taken away', async () => {
  await page.goto(`/admin/users/${user}?tab=access`);
  await page.getByText('This user sees no cameras').waitFor();
  await page.getByRole('combobox', { name: 'Give the camera' }).fill('Yard');
  await page.getByRole('option', { name: 'Yard – Mill Road 3' }).click();
  await page.getByRole('button', { name: 'Give the camera' }).click();
  await page.getByRole('switch', { name: 'PTZ: Yard' }).press('Space');
  await page.getByText('1 camera is not saved').waitFor();
  expect((await rights())[0]?.given).toMatchObject({ live: true, ptz: false });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(async () => (await rights())[0]?.given).toMatchObject({ live: true, archive: true, ptz: true });
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: 'Take away what was given on Yard' }).click();
  await page.getByText('This user sees no cameras').waitFor();
  expect(await rights()).toEqual([]);
});

test('the card of a camera chooses its streamer', async () => {
  await page.goto(`/admin/cameras/${camera}`);
  await page.getByRole('combobox', { name: 'Streamer' }).click();
  await page.getByRole('option', { name: /this server/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const streamer = async () =>
    (await callApi<{ streamerId: number | null }>(server, 'GET', `/cameras/${camera}`)).streamerId;
  await expect.poll(streamer).toBeGreaterThan(0);
});

test('all that match are changed, not the shown rows alone; what is refused is told with the way to its card', async () => {
  await Promise.all(
    Array.from({ length: 63 }, (_, i) =>
      callApi(server, 'POST', '/cameras', { title: `Lamp ${i + 1}`, organizationId: house }),
    ),
  );
  const small = await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Small', cameraLimit: 62 });
  await page.goto('/admin/cameras?search=Lamp');
  await page.getByText('63 cameras').waitFor();
  await page.getByRole('checkbox', { name: 'Select all shown rows' }).check();
  await page.getByRole('button', { name: 'Select all 63 that match' }).click();
  await page.getByText('63 of 63').waitFor();
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  const block = page.getByRole('dialog', { name: 'Block 63 cameras' });
  await block.getByRole('textbox', { name: 'Reason' }).fill('Roof repair');
  await block.getByRole('button', { name: 'Block' }).click();
  await page.getByText('Done: 63 cameras').waitFor();
  const total = async (query: string) =>
    (await callApi<{ total: number }>(server, 'GET', `/cameras/ids?count=true&${query}`)).total;
  expect(await total('search=Lamp&state=blocked')).toBe(63);

  await page.getByRole('checkbox', { name: 'Select all shown rows' }).check();
  await page.getByRole('button', { name: 'Select all 63 that match' }).click();
  await page.getByText('63 of 63').waitFor();
  await page.getByRole('button', { name: 'Move' }).click();
  const move = page.getByRole('dialog', { name: 'Move 63 cameras' });
  await move.getByRole('combobox', { name: 'Organization' }).fill('Small');
  await page.getByRole('option', { name: 'Small' }).click();
  await move.getByRole('button', { name: 'Move' }).click();
  const result = page.getByRole('dialog', { name: 'Move 63 cameras' });
  await result.getByText('Done: 62 cameras · Not done: 1').waitFor();
  await result.getByText("The organization's limit of cameras is reached.").waitFor();
  expect(await result.getByRole('link', { name: /^Lamp/ }).getAttribute('href')).toMatch(/^\/admin\/cameras\/\d+$/);
  expect(await seriousFaults(page)).toEqual([]);
  await result.getByRole('button', { name: 'Close' }).last().click();
  expect(await total(`organizationId=${small.id}`)).toBe(62);
  await page.getByText('1 of 63').waitFor();

  // The one that is left is given to somebody of its organization.
  await page.getByRole('button', { name: 'Rights' }).click();
  const give = page.getByRole('dialog', { name: 'Rights on 1 camera' });
  await give.getByRole('combobox', { name: 'User' }).fill('flat-5');
  await page.getByRole('option', { name: 'flat-5' }).click();
  await give.getByRole('checkbox', { name: 'PTZ' }).check();
  await give.getByRole('button', { name: 'Give' }).click();
  await page.getByText('Done: 1 camera').waitFor();
  expect(await rights()).toMatchObject([{ given: { live: true, archive: true, ptz: true, edit: false } }]);
});

test('on a phone all rows are selected at once, and the list is sorted', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/admin/cameras');
  await page.getByRole('link', { name: 'Gate' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all shown rows' }).click();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Preset' }).waitFor();
  await expect.poll(() => seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Title' }).click();
  await page.waitForURL(/sort=title/);
  await page.goto(`/admin/organizations/${house}?tab=balance`);
  await expect.poll(() => page.getByRole('tab', { name: 'Balance' }).isVisible()).toBe(true);
  const tab = await page.getByRole('tab', { name: 'Balance' }).boundingBox();
  expect((tab?.x ?? 999) + (tab?.width ?? 999)).toBeLessThanOrEqual(390);
});
