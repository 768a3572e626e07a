import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, go, isClean, signIn, visit } from './support/web.ts';

/** A subscriber's question goes from a phone to the console and back; what a contract is charged and what it paid. */
let server: StartedServer;
let browser: Browser;
let phone: Page;
let desk: Page;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  phone = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  desk = (await visit(browser, server, { language: 'en-GB', scheme: 'light', width: 1440, height: 900 })).page;
  await signIn(phone, 'anna', 'demo');
  await signIn(desk, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a subscriber finds the answer that waits, and it is read', async () => {
  await phone.getByRole('link', { name: /Поддержка/ }).click();
  await phone.getByRole('heading', { name: 'Поддержка' }).waitFor();
  await phone.getByText('Новое', { exact: true }).waitFor();
  await isClean(phone);
  await phone.getByRole('link', { name: /Тёмная картинка во дворе/ }).click();
  await phone.getByText('Включили подсветку').waitFor();
  await isClean(phone);
  await expect.poll(async () => await phone.getByRole('img', { name: /непрочитанн/ }).count()).toBe(0);
});

test('a subscriber sees the contract that is theirs, however they sign in', async () => {
  await phone.goto('/contracts');
  const contract = phone.getByRole('article', { name: 'Договор DEMO-1007' });
  await contract.getByText('Оплачен', { exact: false }).first().waitFor();
  await contract.getByText('тот, кто входит по номеру телефона').waitFor();
  await phone.getByRole('link', { name: 'Договоры' }).waitFor();
  await isClean(phone);
});

test('a question without words is not sent; with them it is', async () => {
  await phone.goto('/support');
  await phone.getByRole('link', { name: 'Новый вопрос' }).click();
  await phone.getByRole('button', { name: 'Отправить' }).click();
  await phone.getByText('Заполните это поле').first().waitFor();
  await phone.getByLabel('О чём вопрос').fill('Нет звука');
  await phone.getByLabel('Что случилось').fill('На камере «Подъезд 1» пропал звук.');
  await isClean(phone);
  await phone.getByRole('button', { name: 'Отправить' }).click();
  await phone.getByRole('heading', { name: 'Нет звука' }).waitFor();
  await phone.getByText('пропал звук').waitFor();
});

test('the provider sees that it waits, answers and closes it', async () => {
  await desk.goto('/admin/tickets');
  await desk.getByRole('link', { name: 'Нет звука' }).waitFor();
  expect(
    await desk
      .getByRole('row', { name: /Нет звука/ })
      .getByText('New', { exact: true })
      .count(),
  ).toBe(1);
  await isClean(desk);
  await desk.getByRole('link', { name: 'Нет звука' }).click();
  await desk.getByText('пропал звук').waitFor();
  await desk.getByLabel('Answer').fill('Заменим камеру завтра.');
  await desk.getByRole('button', { name: 'Send' }).click();
  await desk.getByRole('listitem').getByText('Заменим камеру завтра.').waitFor();
  await desk.getByRole('button', { name: 'Close' }).click();
  await desk.getByRole('button', { name: 'Open again' }).waitFor();
  await isClean(desk);
});

test('the answer is in the subscriber’s viewer, and a new message opens the question again', async () => {
  await phone.goto('/support');
  await phone.getByRole('link', { name: /Нет звука.*Новое.*Закрыто/ }).click();
  await phone.getByText('Заменим камеру завтра.').waitFor();
  expect(await phone.getByText('admin', { exact: true }).count()).toBe(0);
  await phone.getByLabel('Ваше сообщение').fill('Спасибо, но звука всё нет.');
  await phone.getByRole('button', { name: 'Отправить' }).click();
  await phone.getByRole('button', { name: 'Закрыть' }).waitFor();
  await desk.goto('/admin/tickets?waiting=true');
  await desk.getByRole('link', { name: 'Нет звука' }).waitFor();
});

test('a plan is added, priced, allowed to a contract and archived', async () => {
  await desk.goto('/admin/plans');
  await desk.getByRole('link', { name: 'Live only' }).first().waitFor();
  await isClean(desk);
  await desk.getByRole('link', { name: 'Add a plan' }).click();
  await desk.getByLabel('Name').fill('Month');
  await desk.getByRole('combobox', { name: 'Preset' }).click();
  await desk.getByRole('option', { name: '7 days' }).click();
  await desk.getByLabel('Price a month, RUB').fill('1 199,90');
  await isClean(desk);
  await desk.getByRole('button', { name: 'Add the plan' }).click();
  await desk.getByRole('heading', { name: 'Month' }).waitFor();
  await desk
    .getByRole('cell', { name: 'RUB 1,199.90' })
    .or(desk.getByRole('cell', { name: '₽1,199.90' }))
    .waitFor();
  await desk.getByLabel('From', { exact: true }).fill('2999-01-01');
  await desk.getByLabel('Price a month, RUB').fill('1,999');
  await desk.getByRole('button', { name: 'Set the price' }).click();
  await desk.getByText('2 decimals').waitFor();
  await desk.getByLabel('Price a month, RUB').fill('1300');
  await desk.getByRole('button', { name: 'Set the price' }).click();
  await desk.getByRole('button', { name: 'Remove the price from 1 Jan 2999' }).waitFor();
  await isClean(desk);
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/organizations?search=DEMO-1007');
  await desk.goto(`/admin/organizations/${items[0]?.id}?tab=plans`);
  await desk.getByRole('switch', { name: 'Month' }).click();
  await desk.getByText('Its cameras may have this plan alone.').waitFor();
  await isClean(desk);
  await desk.goto('/admin/plans');
  await desk.getByRole('link', { name: 'Month' }).click();
  await desk.getByRole('button', { name: 'Archive' }).click();
  await desk.getByRole('button', { name: 'Take from the archive' }).waitFor();
  await desk.goto('/admin/plans');
  await desk.getByRole('link', { name: 'Live only' }).first().waitFor();
  expect(await desk.getByRole('link', { name: 'Month' }).count()).toBe(0);
});

test('terms are agreed with a contract, and it may have no plans at all', async () => {
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/organizations?search=DEMO-1007');
  await desk.goto(`/admin/organizations/${items[0]?.id}?tab=plans`);
  await desk.getByLabel('Discount, %').fill('112,5');
  await desk.getByRole('button', { name: 'Save the terms' }).click();
  await desk.getByText('percent from 0 to 100').waitFor();
  await isClean(desk);
  await desk.getByLabel('Discount, %').fill('12,50');
  await desk.getByLabel('Free until').fill('2999-01-31');
  await desk.getByRole('button', { name: 'Save the terms' }).click();
  await expect.poll(() => desk.getByLabel('Discount, %').inputValue()).toBe('12.5');
  await desk.getByRole('switch', { name: 'No plans at all' }).click();
  await desk.getByRole('combobox', { name: 'Plan of new cameras' }).waitFor({ state: 'detached' });
  await isClean(desk);
  const plans = await callApi<object>(server, 'GET', `/organizations/${items[0]?.id}/plans`);
  expect(plans).toMatchObject({ none: true, discount: '12.5', trialUntil: '2999-01-31' });
  await desk.getByRole('switch', { name: 'No plans at all' }).click();
  await desk.getByText('its cameras may have any plan').waitFor();
});

test('an administrator hands on a link by which a user chooses a password', async () => {
  const { id } = await callApi<{ id: number }>(server, 'POST', '/users', { login: 'invited@example.org' });
  await desk.goto(`/admin/users/${id}`);
  await desk.getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: 'Link to choose a password' }).click();
  await desk.getByRole('button', { name: 'Make the link' }).click();
  const link = await desk.getByRole('textbox', { name: 'Works until' }).inputValue();
  await isClean(desk);
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/restore-password\?token=/);
  const { pathname, searchParams } = new URL(link);
  const token = searchParams.get('token') ?? '';
  expect(pathname).toBe('/restore-password');
  const restored = await fetch(`${server.url}/api/vedette/v1/session/restore`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'vedette' },
    body: JSON.stringify({ token, password: 'chosen by the invited' }),
  });
  expect(restored.status).toBe(200);
});

test('a payment by hand is on the balance and in the statement', async () => {
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/organizations?search=DEMO-1007');
  await desk.goto(`/admin/organizations/${items[0]?.id}?tab=balance`);
  await desk.getByRole('heading', { name: /500\.00/ }).waitFor();
  await desk.getByRole('button', { name: 'Add a payment' }).click();
  await desk.getByLabel('Sum, RUB').fill('0');
  await desk.getByRole('button', { name: 'Enter the payment' }).click();
  await desk.getByText('Give a sum above 0').waitFor();
  await desk.getByLabel('Sum, RUB').fill('1000,50');
  await desk.getByLabel('Comment').fill('Cash desk 2');
  await desk.getByRole('button', { name: 'Enter the payment' }).click();
  await desk.getByRole('heading', { name: /1,500\.50/ }).waitFor();
  await desk.getByRole('cell', { name: 'Cash desk 2' }).waitFor();
  await isClean(desk);
});

test('the console’s new pages fit a phone, in Russian and in the dark', async () => {
  const { page, context } = await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 });
  await signIn(page, server.login, server.password);
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/organizations?search=DEMO-1007');
  const tickets = await callApi<{ items: { id: number }[] }>(server, 'GET', '/tickets');
  const plans = await callApi<{ items: { id: number }[] }>(server, 'GET', '/plans');
  const organization = `/admin/organizations/${items[0]?.id}`;
  for (const [path, words] of [
    ['/admin/audit', 'Сам сервис'],
    ['/admin/tickets', 'Нет звука'],
    [`/admin/tickets/${tickets.items[0]?.id}`, 'Заменим камеру'],
    ['/admin/plans?archived=true', 'Month'],
    [`/admin/plans/${plans.items[0]?.id}`, 'Назначить цену'],
    [`${organization}?tab=plans`, 'Доступные тарифы'],
    [`${organization}?tab=balance`, 'Cash desk 2'],
  ] as const) {
    await go(page, path);
    await page.getByText(words).first().waitFor();
    await isClean(page);
  }
  await context.close();
});

test('empty lists say what comes there', async () => {
  const { page, context } = await visit(browser, server, {
    language: 'ru-RU',
    width: 390,
    height: 844,
    scheme: 'light',
  });
  await signIn(page, 'boris', 'demo');
  await page.goto('/support');
  await page.getByText('Вопросов пока нет').waitFor();
  await isClean(page);
  await context.close();
  await desk.goto('/admin/tickets?search=zzz');
  await desk.getByText('Nothing found').waitFor();
  await desk.goto('/admin/plans?search=zzz');
  await desk.getByText('Nothing found').waitFor();
});
