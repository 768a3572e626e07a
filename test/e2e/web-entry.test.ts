import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** Coming in where something is in the way: on a phone, in Russian. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let house = 0;
const make = async (login: string, more: object) =>
  (
    await callApi<{ id: number }>(server, 'POST', '/users', {
      login,
      password: 'given',
      organizationId: house,
      ...more,
    })
  ).id;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  house = (await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Дом' })).id;
  page = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function fits(): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

test('a temporary password is changed before anything else; then the page that was asked for opens', async () => {
  await make('anna', { mustChangePassword: true, mayChangePassword: false, mayChangeProfile: false });
  await page.goto('/profile');
  await page.waitForURL(/sign-in/);
  await page.getByLabel('Логин').fill('anna');
  await page.getByLabel('Пароль', { exact: true }).fill('given');
  await page.getByRole('button', { name: 'Войти' }).click();
  const choose = page.getByRole('heading', { name: 'Задайте новый пароль' });
  await choose.waitFor();
  expect(new URL(page.url()).pathname).toBe('/profile');
  await page.goto('/cameras');
  await choose.waitFor();
  await fits();
  const fill = async (current: string, next: string) => {
    await page.getByLabel('Текущий пароль').fill(current);
    await page.getByLabel('Новый пароль', { exact: true }).fill(next);
    await page.getByLabel('Новый пароль ещё раз').fill(next);
    await page.getByRole('button', { name: 'Сохранить и продолжить' }).click();
  };
  await fill('wrong', 'chosen');
  await page.getByText('Текущий пароль неверен').waitFor();
  await fill('given', 'given');
  await page.getByText('должен отличаться').waitFor();
  await fill('given', 'chosen');
  await page.getByText('Камер пока нет').waitFor();
  expect(new URL(page.url()).pathname).toBe('/cameras');
});

test('what the provider keeps of a profile is shown locked, with the reason', async () => {
  await page.goto('/profile');
  for (const label of ['Имя', 'Эл. почта', 'Телефон', 'Пароль'])
    expect(await page.getByLabel(label, { exact: true }).isDisabled()).toBe(true);
  await page.getByText('Изменить может только провайдер').first().waitFor();
  expect(await page.getByRole('button', { name: 'Сохранить' }).count()).toBe(0);
  await fits();
});

test('others change their name and telephone themselves', async () => {
  const id = await make('boris', {});
  const { page: own, context } = await visit(browser, server, { language: 'ru-RU' });
  await signIn(own, 'boris', 'given');
  await own.goto('/profile');
  await own.getByLabel('Имя').fill('Борис');
  await own.getByRole('button', { name: 'Сохранить' }).click();
  await own.getByText('Сохранено').waitFor();
  await own.getByRole('button', { name: 'Меню: Борис' }).getByText('Борис').waitFor();
  expect(await callApi(server, 'GET', `/users/${id}`)).toMatchObject({ name: 'Борис', email: null });
  await context.close();
});

test('an old link from the cabinet says so, and what to do; whoever is signed in goes on', async () => {
  await page.goto('/login.html?SessionID=abcdefghijklmnopqrstuvwxyz0');
  await page.getByRole('alert').getByText('Ссылка для входа не сработала').waitFor();
  await page.getByText('из личного кабинета провайдера').waitFor();
  await fits();
  await page.getByRole('button', { name: 'Продолжить как anna' }).click();
  await page.getByText('Камер пока нет').waitFor();
});

test('a locked contract is told at sign-in with its reason', async () => {
  const { page: other, context } = await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 });
  await callApi(server, 'PUT', `/organizations/${house}/sign-in-lock`, { reason: 'Долг 500 р.' });
  await other.goto('/sign-in?refused=blocked');
  await other.getByRole('alert').getByText('чтобы увидеть причину').waitFor();
  await other.getByLabel('Логин').fill('boris');
  await other.getByLabel('Пароль', { exact: true }).fill('given');
  await other.getByRole('button', { name: 'Войти' }).click();
  await other.getByText('Причина: Долг 500 р.').waitFor();
  expect(await seriousFaults(other)).toEqual([]);
  await context.close();
});
