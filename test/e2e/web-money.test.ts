import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSql } from '../../src/db/sql.ts';
import { rateDay } from '../support/charges.ts';
import { RUSSIAN_SELLER } from '../support/requisites.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { databaseUrlOf } from '../support/server-database.ts';
import { openBrowser } from './support/browser.ts';
import { arrived, callApi, go, isClean, signIn, visit } from './support/web.ts';

/** Balances as the provider keeps them by hand, and what a prepaid one means for a subscriber. */
let server: StartedServer;
let browser: Browser;
let desk: Page;
let home: Page;
let contract: number;
let ownerId: number;
let camera: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  contract = (await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Mill Road 3' })).id;
  const person = { login: 'lena', password: 'lena-password', organizationId: contract };
  ownerId = (await callApi<{ id: number }>(server, 'POST', '/users', person)).id;
  await callApi(server, 'PATCH', `/organizations/${contract}`, { ownerId });
  const gate = { title: 'Gate', organizationId: contract, sourceUrl: 'fake://clock' };
  camera = (await callApi<{ id: number }>(server, 'POST', '/cameras', gate)).id;
  desk = (await visit(browser, server)).page;
  await signIn(desk, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('charging is switched on in the settings, which say what begins today', async () => {
  await desk.goto('/admin/settings');
  await desk.getByRole('combobox', { name: 'Use of cameras' }).click();
  await desk.getByRole('option', { name: 'Paid beforehand' }).click();
  await desk.getByText('From today on each night’s charges go to balances').waitFor();
  await desk.getByLabel('Floor, RUB').fill('ten');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk
    .getByText(/give a sum in RUB/i)
    .first()
    .waitFor();
  await desk.getByLabel('Floor, RUB').fill('-100');
  await isClean(desk);
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => await callApi(server, 'GET', '/settings'))
    .toMatchObject({ charging: 'prepaid', creditFloor: '-100.00', balanceWarningDays: 3 });
});

test('a payment, a correction and a refund are in the statement, by kind', async () => {
  await desk.goto(`/admin/organizations/${contract}?tab=balance`);
  await desk.getByRole('button', { name: 'Add a payment' }).click();
  await desk.getByLabel('Sum, RUB').fill('1000');
  await desk.getByLabel('Number of the payment').fill('K-7');
  await desk.getByRole('button', { name: 'Enter the payment' }).click();
  await desk.getByRole('heading', { name: '₽1,000.00' }).waitFor();

  await desk.getByRole('button', { name: 'Correct' }).click();
  await desk.getByText('Take off the balance').click();
  await desk.getByLabel('Sum, RUB').fill('50,5');
  await desk.getByRole('button', { name: 'Enter the correction' }).click();
  await desk
    .getByRole('dialog')
    .getByText(/has to be filled in|Fill this in|Give/i)
    .first()
    .waitFor();
  await desk.getByLabel('Reason').fill('Cable laid anew');
  await desk.getByRole('button', { name: 'Enter the correction' }).click();
  await desk.getByRole('heading', { name: '₽949.50' }).waitFor();

  await desk.getByRole('button', { name: /^Give back the payment/ }).click();
  expect(await desk.getByLabel('Sum, RUB').inputValue()).toBe('1000.00');
  await desk.getByLabel('Sum, RUB').fill('1000.01');
  await desk.getByLabel('Reason').fill('Paid twice');
  await desk.getByRole('button', { name: 'Enter the refund' }).click();
  await desk.getByText(/1000.00 RUB can still be given back/).waitFor();
  await desk.getByLabel('Sum, RUB').fill('900');
  await desk.getByRole('button', { name: 'Enter the refund' }).click();
  await desk.getByRole('heading', { name: '₽49.50' }).waitFor();
  await isClean(desk);

  await desk.getByRole('combobox', { name: 'What' }).click();
  await desk.getByRole('option', { name: 'Refund' }).click();
  await desk.getByRole('cell', { name: 'Cable laid anew' }).waitFor({ state: 'detached' });
  await desk.getByRole('cell', { name: 'Paid twice' }).waitFor();
  expect(new URL(desk.url()).searchParams.get('kind')).toBe('refund');
  await desk.getByLabel('Balance at the end of').fill('2020-01-01');
  await desk.getByRole('heading', { name: '₽0.00' }).waitFor();
});

test('below the floor the owner comes in, sees what to pay, and the picture comes back with the payment', async () => {
  await callApi(server, 'POST', `/organizations/${contract}/corrections`, { amount: '-200', reason: 'Meter' });
  home = (await visit(browser, server, { width: 390, height: 844 })).page;
  await signIn(home, 'lena', 'lena-password');
  await home.getByText('The balance is used up', { exact: true }).waitFor();
  await home.getByText('Pay ₽50.50 or more').waitFor();
  await isClean(home);
  await go(home, `/cameras/${camera}`);
  await home.getByText(/^Switched off: the balance is used up/).waitFor();

  await callApi(server, 'POST', `/organizations/${contract}/payments`, { amount: '50.50' });
  await home.getByText(/^Switched off: the balance is used up/).waitFor({ state: 'detached', timeout: 10_000 });
  await go(home, '/cameras');
  await home.getByText('The balance is used up', { exact: true }).waitFor({ state: 'detached' });
  await home.getByRole('link', { name: 'Balance' }).click();
  await arrived(home, '/balance');
  await home.getByRole('heading', { name: '-₽100.00' }).waitFor();
  await home.getByRole('cell', { name: 'Meter' }).waitFor();
  expect(await home.getByRole('button', { name: /payment/i }).count()).toBe(0);
  await isClean(home);
});

test('the month tells what moved and who owes, at a desk and on a phone in Russian', async () => {
  await desk.goto('/admin/money');
  await desk.getByText('₽1,050.50').waitFor();
  await desk.getByText('-₽250.50').waitFor();
  await desk.getByRole('row').filter({ hasText: 'Mill Road 3' }).getByText('₽100.00').waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Month before' }).click();
  await desk.getByText('Nobody owes').waitFor();
  const { page, context } = await visit(browser, server, {
    language: 'ru-RU',
    width: 390,
    height: 844,
    scheme: 'light',
  });
  await signIn(page, server.login, server.password);
  for (const [path, words] of [
    ['/admin/money', 'Должники'],
    ['/admin/settings', 'Порог, RUB'],
    [`/admin/organizations/${contract}?tab=balance`, 'Корректировка'],
  ] as const) {
    await go(page, path);
    await arrived(page, path);
    await page.getByText(words).first().waitFor();
    await isClean(page);
  }
  await context.close();
});

test('the owner finds the invoices, their documents and what the month comes to so far, of each contract', async () => {
  const running = new Date().toISOString().slice(0, 7);
  const before = new Date(Date.parse(`${running}-01`) - 86_400_000).toISOString().slice(0, 7);
  const sql = openSql(await databaseUrlOf(server.dataDir), { max: 1 });
  await rateDay({ sql }, `${before}-03`, [{ organizationId: contract, amount: 12_345n, cameras: 2 }]);
  await rateDay({ sql }, `${running}-01`, [{ organizationId: contract, amount: 777n }]);
  await sql.end();
  await callApi(server, 'PUT', '/requisites', { ...RUSSIAN_SELLER, daysToPay: 10, makesActs: true });
  await callApi(server, 'PUT', `/rating/months/${before}`, {});
  await callApi(server, 'POST', '/invoices', { month: before });
  const { id: garage } = await callApi<{ id: number }>(server, 'POST', '/organizations', { title: 'Garage' });
  await callApi(server, 'PATCH', `/organizations/${garage}`, { ownerId });

  await home.goto(`/balance?organizationId=${contract}`);
  const invoices = home.getByRole('region', { name: 'Invoices' });
  const row = invoices.getByRole('row').filter({ hasText: `${new Date().getFullYear()}-000001` });
  await row.getByText('₽246.90').waitFor();
  await row.getByText('To be paid').waitFor();
  await invoices.getByText('₽7.77').first().waitFor();
  await invoices.getByText('1 camera day').waitFor();
  await isClean(home);
  for (const link of [
    row.getByRole('link', { name: /^Invoice / }),
    row.getByRole('link', { name: /^Act / }),
    invoices.getByRole('link', { name: /^Preview/ }),
  ]) {
    const file = await home.request.get((await link.getAttribute('href')) ?? '');
    expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  }
  await home.getByRole('combobox', { name: 'Organization' }).click();
  await home.getByRole('option', { name: 'Garage' }).click();
  await invoices.getByText('No invoices yet').waitFor();
  await invoices.getByText(/^Nothing was charged this month yet/).waitFor();

  const { page, context } = await visit(browser, server, {
    language: 'ru-RU',
    width: 390,
    height: 844,
    scheme: 'light',
  });
  // The viewer starts dark, whatever the system says.
  await page.addInitScript(() => localStorage.setItem('vedette.theme', 'light'));
  await signIn(page, 'lena', 'lena-password');
  await go(page, `/balance?organizationId=${contract}`);
  await page.getByRole('region', { name: 'Счета' }).getByText('К оплате').waitFor();
  await isClean(page);
  await context.close();
});
