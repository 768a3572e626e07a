import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, signIn, visit } from './support/web.ts';

/** What the server refuses, as a Russian reads it: in the console beside its field, and through the billing's APIs. */
let server: StartedServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  await callApi(server, 'POST', '/cameras', { title: 'Двор', name: 'yard', sourceUrl: 'fake://clock' });
  page = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const unfoldAll = async () =>
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });

/** What stands under the field. */
const underField = async (label: string): Promise<string> =>
  await field(label).evaluate((input) => {
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });

const CAMERA = { path: '/admin/cameras/new', button: 'Добавить камеру' };
const ORGANIZATION = { path: '/admin/organizations/new', button: 'Добавить организацию' };
const REFUSED = [
  {
    ...CAMERA,
    label: 'Источник видео',
    value: 'ftp://10.1.1.1/a',
    says: /^Должно быть URL, который начинается с одной из схем: rtsp/,
  },
  {
    ...CAMERA,
    label: 'Источник видео',
    value: 'rtsp://admin:12#34@10.1.1.1/a',
    says: /^Логин или пароль содержит знак.*# как %23/,
  },
  {
    ...CAMERA,
    label: 'Источник видео',
    value: 'rtsp://169.254.169.254/a',
    says: /^Адрес 169\.254\.169\.254 отсюда недоступен/,
  },
  { ...CAMERA, label: 'Источник видео', value: 'rtsp:///a', says: /^В URL не указан адрес/ },
  {
    ...CAMERA,
    label: 'Источник видео',
    value: 'fake://nonsense',
    says: /^Вымышленный источник — один из: fake:\/\/clock/,
  },
  { ...CAMERA, label: 'Источник видео', value: 'rtsp://***@10.1.1.1/a', says: /^Укажите логин и пароль вместо \*\*\*/ },
  { ...CAMERA, label: 'MAC-адрес', value: 'nonsense', says: /^Должно быть MAC-адресом/ },
  { ...ORGANIZATION, label: 'Сети', value: '10.20.0.0/99', says: /^«10\.20\.0\.0\/99» — не сеть/ },
  { ...ORGANIZATION, label: 'Квартира', value: 'кв', says: /^Начните с номера, например 11/ },
];

test.each(REFUSED)(
  '$label "$value" is refused in Russian, under its field',
  async ({ path, button, label, value, says }) => {
    await page.goto(path);
    await field('Название').fill('Гараж');
    await unfoldAll();
    await field(label).fill(value);
    await page.getByRole('button', { name: button }).click();
    await expect.poll(() => underField(label)).toMatch(says);
    expect(await underField(label)).not.toMatch(/\b(the|give|is|not)\b/);
  },
);

test('what none of the fields is about is said above them', async () => {
  await page.goto('/admin/cameras/new');
  await field('Название').fill('Гараж');
  await unfoldAll();
  await field('Имя в URL').fill('yard');
  await page.getByRole('button', { name: 'Добавить камеру' }).click();
  await page.getByText(/^Имя yard уже занято камерой \d+$/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('another language says the same refusal in its own words', async () => {
  const { context, page: english } = await visit(browser, server);
  await signIn(english, server.login, server.password);
  await english.goto('/admin/cameras/new');
  await english.getByRole('textbox', { name: 'Video source' }).fill('fake://nonsense');
  await english.getByRole('button', { name: 'Add the camera' }).click();
  await english.getByText('A made-up source is one of fake://clock, fake://fake').first().waitFor();
  await context.close();
});
