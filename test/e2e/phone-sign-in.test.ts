import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notCode } from '../support/phones.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { codeIn, type HttpGateway, httpGateway } from '../support/sms.ts';
import { openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, visit } from './support/web.ts';

/** A subscriber signs in by telephone, on a telephone; the provider's gateway is a real one of ours. */
let server: StartedServer;
let gateway: HttpGateway;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, gateway] = await Promise.all([startServer(), httpGateway()]);
  browser = await openBrowser();
  page = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await gateway?.close();
});

/** The code in the message that came after `before` others. */
async function receivedAfter(before: number): Promise<string> {
  await expect.poll(() => gateway.received.length, { timeout: 20_000 }).toBeGreaterThan(before);
  return codeIn(new URL(gateway.received.at(-1)?.url ?? '', 'http://gateway').searchParams.get('text') ?? '');
}

test('while no gateway is set the page asks for a password alone', async () => {
  await page.goto('/');
  await page.getByLabel('Логин').waitFor();
  expect(await page.getByText('По телефону').count()).toBe(0);
});

test('a number, the code that comes, and one is in; a wrong code says how many tries are left', async () => {
  await callApi(server, 'PATCH', '/settings', {
    smsUri: `http://127.0.0.1:${gateway.port}/send?to={phone}&text={text}`,
  });
  await page.reload();
  await page.getByLabel('Номер телефона').fill('8 910 352 33 78');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Получить код' }).click();
  const code = await receivedAfter(0);
  expect(gateway.received.at(-1)?.url).toContain('to=79103523378');
  await page.getByText('Код отправлен на').waitFor();
  await page.getByLabel('Код из SMS').fill(notCode(code));
  await page.getByRole('alert').getByText('Неверный код').waitFor();
  await page.getByText('Осталось 4 попытки.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await page.getByLabel('Код из SMS').fill(code);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const me = await page.evaluate(async () => await (await fetch('/api/vedette/v1/session')).json());
  expect(me).toMatchObject({ user: { signInPhone: '89103523378' }, organizations: [] });
});

test('a second device asks for its own code, and is told to wait', async () => {
  const { page: other } = await visit(browser, server, { language: 'en-GB', width: 390, height: 844 });
  await other.goto('/');
  await other.getByLabel('Phone number').fill('+7 910 352-33-78');
  await other.getByRole('button', { name: 'Send a code' }).click();
  await other.getByRole('alert').getByText('Too many attempts').waitFor();
  expect(await seriousFaults(other)).toEqual([]);
});
