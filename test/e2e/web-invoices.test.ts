import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSql } from '../../src/db/sql.ts';
import { rateDay } from '../support/charges.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { databaseUrlOf } from '../support/server-database.ts';
import { openBrowser } from './support/browser.ts';
import { arrived, callApi, go, isClean, signIn, visit } from './support/web.ts';

/** From a month's charges to invoices, as the provider's accountant gets there. */
let server: StartedServer;
let browser: Browser;
let desk: Page;
let first: number;
let plan: number;
const now = new Date();
const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);

beforeAll(async () => {
  server = await startServer({ args: ['--role', 'api'] });
  browser = await openBrowser();
  const make = async (path: string, body: object) => (await callApi<{ id: number }>(server, 'POST', path, body)).id;
  const presetId = await make('/presets', { title: 'Week', archiveDays: 7 });
  plan = await make('/plans', { name: 'Week of archive', presetId });
  first = await make('/organizations', { title: 'Birch Street 7' });
  const second = await make('/organizations', { title: 'Товарищество собственников недвижимости «Берёзовая роща»' });
  const sql = openSql(await databaseUrlOf(server.dataDir), { max: 1 });
  for (const day of ['01', '02', '03'])
    await rateDay(
      { sql },
      `${month}-${day}`,
      [first, second].map((organizationId) => ({ organizationId, planId: plan, amount: 12_200n, cameras: 2 })),
    );
  await sql.end();
  desk = (await visit(browser, server)).page;
  await signIn(desk, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The first letters of the file that a link sends. */
async function downloaded(page: Page, link: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).first().click(),
  ]);
  return (await readFile(await file.path())).toString('latin1').slice(0, 5);
}

test('a month that cannot be invoiced leads to the requisites, which say what is wrong beside its field', async () => {
  await desk.goto('/admin/invoices');
  await desk.getByText('Invoices need your requisites first').waitFor();
  await isClean(desk);
  await desk.getByRole('link', { name: 'Fill in the requisites' }).click();
  await arrived(desk, '/admin/requisites');
  await desk.getByText('Invoices can be issued once these are filled in: name, tax number').waitFor();
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill('ООО «Провайдер»');
  await desk.getByLabel('INN').fill('7707083894');
  await desk.getByLabel('KPP').fill('773601001');
  await desk.getByLabel('Address', { exact: true }).fill('Москва, ул. Вавилова, 19');
  await desk.getByRole('textbox', { name: 'Account', exact: true }).fill('40702 810 4 3800 0060473');
  await desk.getByLabel('BIC').fill('044525225');
  await desk.getByRole('textbox', { name: 'Bank', exact: true }).fill('ПАО Сбербанк');
  await desk.getByLabel('Days to pay').fill('10');
  await desk.getByRole('switch', { name: 'Acts of services rendered' }).check({ force: true });
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk
    .getByText(/an INN has 10 or 12 digits/i)
    .first()
    .waitFor();
  await desk.getByLabel('INN').fill('7707083893');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('Invoices can be issued once').waitFor({ state: 'detached' });
  await isClean(desk);
});

test('a tax rate holds from its day on, and a plan may have one of its own', async () => {
  await desk.getByText('No rate yet: everything is without VAT').waitFor();
  await desk.getByLabel('Rate from').fill(`${month}-01`);
  await desk.getByLabel('Rate, %').fill('120');
  await desk.getByRole('button', { name: 'Set the rate' }).click();
  await desk.getByText('Give 0 to 100').waitFor();
  await desk.getByLabel('Rate, %').fill('22');
  await desk.getByRole('button', { name: 'Set the rate' }).click();
  await desk.getByRole('cell', { name: '22%' }).waitFor();

  await go(desk, `/admin/plans/${plan}`);
  await desk.getByText('None of its own: the common rate holds').waitFor();
  const form = desk.locator('form', { has: desk.getByRole('button', { name: 'Set the rate' }) });
  await form.getByLabel('Rate from').fill('2030-01-01');
  await form.getByRole('combobox', { name: 'Tax' }).click();
  await desk.getByRole('option', { name: 'Without VAT' }).click();
  await form.getByRole('button', { name: 'Set the rate' }).click();
  await desk.getByRole('cell', { name: 'without VAT' }).waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: /^Remove the rate/ }).click();
  await desk.getByText('None of its own: the common rate holds').waitFor();
});

test('the month is closed and invoiced, and the invoice comes as a PDF', async () => {
  await go(desk, '/admin/invoices');
  await desk.getByRole('button', { name: /^Close / }).click();
  await desk.getByLabel(/to confirm$/).fill(month);
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /^Close 2/ })
    .click();
  await desk.getByText('2 organizations were charged and have no invoice yet').waitFor();
  await desk.getByRole('button', { name: 'Issue the invoices' }).click();
  await desk.getByText('Issued: 2 invoices').waitFor();
  await isClean(desk);
  await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await desk.getByText('Everyone who was charged has an invoice').waitFor();
  await desk.getByText('₽1,464.00').first().waitFor();
  const row = desk.getByRole('row').filter({ hasText: 'Birch Street 7' });
  await row.getByText('₽732.00').waitFor();
  await row.getByText('₽132.00').waitFor();
  await isClean(desk);
  expect(await downloaded(desk, 'PDF 2')).toBe('%PDF-');
  expect(await downloaded(desk, 'Act 2')).toBe('%PDF-');
  await desk.getByPlaceholder('Find a number').fill('000002');
  await expect.poll(async () => await desk.getByRole('row').count()).toBe(2);
});

test("on the organization's card it is made void with a credit note, and issued again", async () => {
  await go(desk, `/admin/organizations/${first}?tab=invoices&month=${month}`);
  await desk.getByText('Invoiced with').waitFor();
  await desk.getByRole('cell', { name: 'Week of archive' }).waitFor();
  await desk.getByRole('button', { name: /^Actions on/ }).click();
  await desk.getByRole('menuitem', { name: 'Send by mail' }).click();
  await desk.getByText(/No SMTP server is set/).waitFor();
  await desk.getByRole('button', { name: /^Actions on/ }).click();
  await desk.getByRole('menuitem', { name: 'Make void' }).click();
  await desk.getByText('No money moves').waitFor();
  expect(await desk.getByRole('button', { name: 'Make void' }).isDisabled()).toBe(true);
  await desk.getByLabel('Reason').fill('Wrong address');
  // The menu that led here closes slowly.
  await desk.getByRole('menu').waitFor({ state: 'detached' });
  await isClean(desk);
  await desk.getByRole('button', { name: 'Make void' }).click();
  await desk.getByText('Wrong address').waitFor();
  expect(await downloaded(desk, 'Credit note CN')).toBe('%PDF-');
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill('ТСН «Берёза»');
  await desk.getByLabel('INN').fill('12');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk
    .getByText(/an INN has 10 or 12 digits/i)
    .first()
    .waitFor();
  await desk.getByLabel('INN').fill('7707083893');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByText('Saved', { exact: true }).waitFor();
  await desk.getByRole('button', { name: /^Issue the invoice for/ }).click();
  await desk.getByText(/^Invoiced with .*000003/).waitFor();
  await expect.poll(async () => await desk.getByRole('row', { name: /000003/ }).count()).toBe(1);
  await isClean(desk);
});

test('on a phone in Russian each of these pages is clean', async () => {
  const { page, context } = await visit(browser, server, {
    language: 'ru-RU',
    width: 390,
    height: 844,
    scheme: 'light',
  });
  await signIn(page, server.login, server.password);
  for (const [path, words] of [
    [`/admin/invoices?month=${month}`, 'У всех, кому начислено, счета есть'],
    ['/admin/requisites', 'Префикс номеров счетов'],
    [`/admin/organizations/${first}?tab=invoices`, 'Реквизиты плательщика'],
    [`/admin/plans/${plan}`, 'Своей ставки нет'],
    ['/admin/money', 'Счета за этот месяц'],
  ] as const) {
    await go(page, path);
    await arrived(page, path);
    await page.getByText(words).first().waitFor();
    await isClean(page);
  }
  await context.close();
});
