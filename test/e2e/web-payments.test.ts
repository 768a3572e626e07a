import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, isClean, signIn, visit } from './support/web.ts';

/** A bank's statement from the file to the balances, as an administrator does it. */
let server: StartedServer;
let browser: Browser;
let desk: Page;
let mill: number;
let park: number;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
  const contract = async (title: string, contractNumber: string) =>
    (await callApi<{ id: number }>(server, 'POST', '/organizations', { title, contractNumber })).id;
  mill = await contract('Mill Road 3', 'Д-000123');
  park = await contract('Park Lane 9', 'Д-000777');
  desk = (await visit(browser, server)).page;
  await signIn(desk, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const OWN = '40702810900000000001';
const document = (number: string, sum: string, purpose: string) =>
  `СекцияДокумент=Платежное поручение\nНомер=${number}\nДата=29.11.2026\nСумма=${sum}\nПлательщикСчет=40817810000000000002\nПлательщик1=ЁЛКИНА ЮЛИЯ\nПолучательСчет=${OWN}\nДатаПоступило=29.11.2026\nНазначениеПлатежа=${purpose}\nКонецДокумента\n`;
const FILE = `1CClientBankExchange\nКодировка=Windows\nРасчСчет=${OWN}\nСекцияРасчСчет\nРасчСчет=${OWN}\nНачальныйОстаток=0.00\nВсегоПоступило=999.00\nВсегоСписано=0.00\nКонечныйОстаток=999.00\nКонецРасчСчет\n${document('1', '100.50', 'дог. Д-000123')}${document('2', '70.00', 'За интернет')}КонецФайла\n`;

const balanceOf = async (id: number) =>
  (await callApi<{ balances: { amount: string }[] }>(server, 'GET', `/organizations/${id}/balance`)).balances[0]
    ?.amount;

async function chooseFile(page: Page): Promise<void> {
  const buffer = Buffer.from(FILE);
  await page.locator('input[type=file]').setInputFiles({ name: 'kl_to_1c.txt', mimeType: 'text/plain', buffer });
}

test('a statement is shown first, says what does not add up, and books what names its contract', async () => {
  await desk.goto('/admin/payments');
  await desk.getByText('Every payment has found its contract').waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Upload a statement' }).click();
  await chooseFile(desk);
  await desk.getByText(`Account ${OWN}: the payments do not come to 999.00`).waitFor();
  await desk.getByRole('link', { name: 'Mill Road 3' }).waitFor();
  await isClean(desk);
  expect(await balanceOf(mill)).toBe('0.00');
  await desk.getByRole('button', { name: 'Take the statement and book 1 payment' }).click();
  await desk.getByText('The statement is taken: 1 payment is booked.').waitFor();
  expect(await balanceOf(mill)).toBe('100.50');
  await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
});

test('what names nobody is assigned by keyboard, and a wrong match is put back', async () => {
  await desk.getByRole('button', { name: 'Assign: payment 2' }).focus();
  await desk.keyboard.press('Enter');
  const picker = desk.getByRole('dialog').getByRole('combobox', { name: 'Organization' });
  await picker.focus();
  await desk.keyboard.type('Park');
  await desk.getByRole('option', { name: 'Mill Road 3' }).waitFor({ state: 'detached' });
  await desk.getByRole('option', { name: 'Park Lane 9' }).waitFor();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog').getByRole('button', { name: 'Book' }).press('Enter');
  await desk.getByText('Every payment has found its contract').waitFor();
  expect(await balanceOf(park)).toBe('70.00');

  await desk.getByRole('tab', { name: 'Booked' }).click();
  await desk.getByRole('link', { name: 'Park Lane 9' }).waitFor();
  await isClean(desk);
  await desk.getByRole('button', { name: 'Put back: payment 2' }).click();
  await desk.getByLabel('Reason').fill('Wrong house');
  await desk.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
  await desk.getByRole('link', { name: 'Park Lane 9' }).waitFor({ state: 'detached' });
  expect(await balanceOf(park)).toBe('0.00');
});

test('a payment provider’s secret is shown once; a phone in Russian has all of the page', async () => {
  await desk.getByRole('tab', { name: 'Payment providers' }).click();
  await desk.getByRole('button', { name: 'Add a payment provider' }).click();
  await desk.getByLabel('Name').fill('Terminals');
  await desk.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => await desk.getByLabel('Secret', { exact: true }).inputValue()).toMatch(/^whsec_/);
  await isClean(desk);
  await desk.getByRole('button', { name: 'I have kept it' }).click();
  await desk.getByRole('cell', { name: '1. Terminals' }).waitFor();
  await isClean(desk);

  const phone = (await visit(browser, server, { width: 390, height: 844, language: 'ru-RU', scheme: 'light' })).page;
  await signIn(phone, server.login, server.password);
  await phone.goto('/admin/payments');
  await phone.getByRole('button', { name: 'Выбрать договор: платёж 2' }).waitFor();
  await isClean(phone);
  await phone.getByRole('button', { name: 'Загрузить выписку' }).click();
  await chooseFile(phone);
  await phone.getByText('Уже известны').waitFor();
  await isClean(phone);
});
