import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, isClean, signIn, visit } from './support/web.ts';

/** The card of a user as the support desk uses it, by role, and "Log in as user". */
let server: StartedServer;
let browser: Browser;
let page: Page;
let house: number;
let anna: number;
let camera: number;
const tab = (name: string) => page.getByRole('tab', { name, exact: true });

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const create = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;
  house = await create('/organizations', { title: 'Mill Road 3' });
  const person = { login: 'anna', name: 'Anna Miller', password: 'pw', organizationId: house, phone: '555' };
  anna = await create('/users', person);
  await callApi(server, 'PATCH', `/organizations/${house}`, { ownerId: anna });
  camera = await create('/cameras', { title: 'Yard', organizationId: house, address: 'Mill Road 3, yard' });
  await create('/cameras', { title: 'Gate', organizationId: house });
  await callApi(server, 'PUT', `/cameras/${camera}/panel`, { login: 'x' });
  const lock = await create('/locks', { title: 'Door', organizationId: house });
  await create('/doors', { lockId: lock, cameraId: camera, name: 'Front', entrance: 2 });
  await callApi(server, 'PUT', `/organizations/${house}/devices/${lock}`);
  await create(`/organizations/${house}/keys`, { digits: 'c0ffee' });
  await create('/users', { login: 'anna-child', name: 'Child', parentId: anna });
  await create('/users', { login: 'looker', password: 'pw', administrator: true, readonly: true });
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('an administrator', () => {
  test("sees the billing's data and cannot change it; id, name, login and creation stand on every tab", async () => {
    await page.goto(`/admin/users/${anna}`);
    await page.getByText("The data is the billing's: it is changed there and shown here.").waitFor();
    await page.getByText('Written last').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    for (const name of ['User', 'Cameras', 'Intercoms', 'Sub-users', 'Access settings', 'History']) {
      await tab(name).click();
      await page.getByRole('tabpanel').waitFor();
      await page.getByText(`ID ${anna}`, { exact: true }).waitFor();
      const facts = page.locator('dl').first().locator('dd');
      expect(await facts.allTextContents()).toEqual(['Anna Miller', 'anna', expect.stringMatching(/\d\d:\d\d/)]);
    }
    expect(new URL(page.url()).search).toBe('?tab=history');
    expect(await tab('Analytics').count()).toBe(0);
  });

  test('finds cameras with their state and goes to the general data of one by its location', async () => {
    await page.goto(`/admin/users/${anna}?tab=cameras`);
    const row = page.getByRole('row').filter({ hasText: 'Yard' });
    await row.getByText('Empty', { exact: true }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['ID', 'Name', 'Status', 'Location']);
    await callApi(server, 'PUT', `/cameras/${camera}/blocks/administrator`, { reason: 'Roof repair' });
    await page.getByRole('searchbox').fill('yard');
    await page.getByRole('row').filter({ hasText: 'Gate' }).waitFor({ state: 'detached' });
    await row.getByText('Blocked by the administrator').waitFor();
    await row.getByText('Empty', { exact: true }).waitFor();
    await isClean(page);
    await callApi(server, 'DELETE', `/cameras/${camera}/blocks/administrator`);
    await row.getByRole('link', { name: 'Mill Road 3, yard' }).click();
    await page.getByRole('heading', { name: 'Yard' }).waitFor();
    expect(await page.getByRole('tab', { name: 'General' }).getAttribute('aria-selected')).toBe('true');
  });

  test('sees intercoms and sub-users, each with the way to its card', async () => {
    await page.goto(`/admin/users/${anna}?tab=intercoms`);
    const row = page.getByRole('row').filter({ hasText: 'Yard' });
    await row.getByText('c0ffee').waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Name',
      'Address',
      'Entrance',
      'Flat',
      'Keys',
      'Created',
    ]);
    await isClean(page);
    await row.getByRole('link', { name: 'Yard', exact: true }).click();
    await page.waitForURL(/\/admin\/intercoms\/\d+/);
    await page.goto(`/admin/users/${anna}?tab=sub-users`);
    await page.getByRole('link', { name: 'anna-child' }).click();
    await page.getByRole('heading', { name: 'anna-child' }).waitFor();
    await tab('Access settings').waitFor();
    expect(await tab('Sub-users').count()).toBe(0);
  });

  test('synchronizes the cameras and is told what differs', async () => {
    await page.goto(`/admin/users/${anna}`);
    const run = async (): Promise<ReturnType<Page['getByRole']>> => {
      await page.getByRole('button', { name: 'Synchronize cameras' }).click();
      const dialog = page.getByRole('dialog', { name: 'Synchronize cameras' });
      await dialog.getByText('The user sees').waitFor();
      return dialog;
    };
    const first = await run();
    await first.getByText('This is the first time').waitFor();
    await first.getByRole('button', { name: 'Close' }).last().click();
    await callApi(server, 'POST', '/cameras', { title: 'Roof', organizationId: house });
    const second = await run();
    await second.getByText('1 camera has come').waitFor();
    await second.getByRole('link', { name: 'Roof' }).waitFor();
    await isClean(page);
    await second.getByRole('button', { name: 'Close' }).last().click();
    await (await run()).getByText('Nothing differs').waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('logging in as the user', () => {
  const begin = async (mode: 'To look' | 'To act'): Promise<Page> => {
    await page.goto(`/admin/users/${anna}`);
    await page.getByRole('button', { name: 'Log in as user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Log in as anna' });
    expect(await dialog.getByRole('button', { name: 'Open the tab' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ticket 5');
    await dialog.getByRole('radio', { name: mode }).check();
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Open the tab' }).click();
    const other = await opened;
    await other.getByRole('region', { name: 'Support' }).waitFor();
    return other;
  };

  test('to look: a tab of its own with a banner that counts down; nothing can be changed, and "End" ends it', async () => {
    const other = await begin('To look');
    await other.getByText(`You are here as anna (${server.login}).`).waitFor();
    await other.getByText(/^1[45]:\d\d$/).waitFor();
    await other.getByText('Yard', { exact: true }).first().waitFor();
    await isClean(other);
    const refused = await other.evaluate(async () => {
      const answer = await fetch('/api/vedette/v1/session/preferences', {
        method: 'PATCH',
        headers: {
          'content-type': 'application/json',
          'x-requested-with': 'vedette',
          'x-vedette-support': sessionStorage.getItem('vedette.support') ?? '',
        },
        body: JSON.stringify({ theme: 'dark' }),
      });
      return (await answer.json()).error.reason;
    });
    expect(refused).toBe('support_only_looks');
    await other.goto(`${server.url}/profile`);
    await other.getByRole('region', { name: 'Support' }).waitFor();
    await other.getByRole('button', { name: 'End' }).click();
    await other.getByRole('heading', { name: 'You are not the user any more' }).waitFor();
    await isClean(other);
    await other.close();
    await page.reload();
    await page.getByRole('heading', { name: 'anna' }).waitFor();
  });

  test('to act: what is done is noted under both names', async () => {
    const other = await begin('To act');
    await other.setViewportSize({ width: 390, height: 844 });
    await other.emulateMedia({ colorScheme: 'light' });
    await other.goto(`${server.url}/profile`);
    const name = other.getByRole('textbox', { name: 'Name' });
    await name.fill('Anna M.');
    await other.getByRole('button', { name: 'Save' }).click();
    const stored = async () => (await callApi<{ name: string }>(server, 'GET', `/users/${anna}`)).name;
    await expect.poll(stored).toBe('Anna M.');
    await page.goto(`/admin/users/${anna}?tab=history`);
    const row = page.getByRole('row').filter({ hasText: 'Anna M.' });
    await row.getByText(`${server.login} (as anna)`).waitFor();
    await page.getByText('Ticket 5').first().waitFor();
    await isClean(other);
    await other.close();
  });
});

test('two who edit the same user: the second is told by whom and what, and keeps what was typed', async () => {
  const make = { path: '/admin/users/new', login: 'by-hand' };
  await page.goto(make.path);
  await page.getByRole('textbox', { name: 'Login' }).fill(make.login);
  await page.getByRole('button', { name: 'Add the user' }).click();
  await page.getByRole('heading', { name: make.login }).waitFor();
  const id = Number(new URL(page.url()).pathname.split('/').at(-1));
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Mine');
  await page.getByRole('textbox', { name: 'Phone' }).fill('777');
  await callApi(server, 'PATCH', `/users/${id}`, { name: 'Theirs', email: 'a@example.org' });
  await page.getByRole('button', { name: 'Save' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'changed this while you were editing' });
  await told.getByText('Theirs').waitFor();
  expect(await name.inputValue()).toBe('Mine');
  await isClean(page);
  await told.getByRole('button', { name: 'Keep what I typed' }).click();
  await told.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('a@example.org');
  expect(await name.inputValue()).toBe('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = async () => await callApi<object>(server, 'GET', `/users/${id}`);
  await expect.poll(saved).toMatchObject({ name: 'Mine', phone: '777', email: 'a@example.org' });
});

test('a read-only administrator sees the card in Russian on a phone, and is offered nothing that would be refused', async () => {
  const { page: other, context } = await visit(browser, server, { language: 'ru-RU', scheme: 'light', width: 390 });
  await signIn(other, 'looker', 'pw');
  await other.goto(`/admin/users/${anna}`);
  await other.getByText('Эти данные ведёт биллинг').waitFor();
  for (const name of ['Войти как пользователь', 'Синхронизировать камеры', 'Сохранить'])
    expect(await other.getByRole('button', { name }).count()).toBe(0);
  await isClean(other);
  await other.goto(`/admin/users/${anna}?tab=access`);
  const live = other.getByRole('img', { name: /Да, дано не здесь/ }).first();
  await live.waitFor();
  expect(await other.getByRole('button', { name: 'Сохранить' }).count()).toBe(0);
  await other.goto(`/admin/users/${anna}?tab=cameras`);
  await other.getByText('Пустая').first().waitFor();
  await isClean(other);
  await context.close();
});
