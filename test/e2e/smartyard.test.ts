import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { codeIn, type HttpGateway, httpGateway } from '../support/sms.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, visit } from './support/web.ts';

/**
 * A house as its provider's billing sets it up, and one of its people with a phone: a code by SMS, the contract, the
 * door, the camera, and what happens when the contract is not paid.
 */
const UID = 10_071;
const PHONE = '89103523378';
let server: StartedServer;
let gateway: HttpGateway;
let panel: PanelSimulator;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const files = makeDataDir('vedette-billing-');

/** The provider's own functions, over a file that the test writes. */
const MODULE = `
import { readFileSync } from 'node:fs';
const now = () => {
  const state = JSON.parse(readFileSync(new URL('./state.json', import.meta.url), 'utf8'));
  if (state.down) throw new Error('The database is away');
  return state;
};
export const uidFrom = (phone) => (now(), phone === ${PHONE} ? [${UID}] : []);
export const camsActiv = () => ({ cams_open: true, cams_paid: now().paid });
export const billingList = (phone) => uidFrom(phone).map((uid) => ({
  uid, login: '01007', address: 'г. Тамбов, ул. Берёзовая, д. 7, кв. 17',
  internet: 450, internetdata: '2030-11-12', tv: 0, tvdata: '', phone: 0, phonedata: '',
  cams: '150.0', camsdata: '2030-11-12', camsname: 'Умный двор',
  balans: now().paid ? 50 : -310, payment: now().paid ? 0 : 310, invoice: true, detail: true, receipt: true,
}));
`;

const billingSays = (state: { paid: boolean; down?: boolean }) =>
  writeFileSync(join(files, 'state.json'), JSON.stringify(state));

/** As the billing calls us; gives back the id of what it made. */
async function bill(method: string, body: object): Promise<number> {
  const answer = await fetch(`${server.url}/bill/api/${method}/`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
  return Number(answer.headers.get('x-device-id'));
}

beforeAll(async () => {
  writeFileSync(join(files, 'billing.mjs'), MODULE);
  writeFileSync(
    join(files, 'connector.json'),
    JSON.stringify({ kind: 'module', file: 'billing.mjs', cacheSeconds: 1 }),
  );
  billingSays({ paid: true });
  [server, gateway, panel] = await Promise.all([
    startServer({ env: { CONNECTOR: join(files, 'connector.json') } }),
    httpGateway(),
    new PanelSimulator({ wire: 'sokol' }).start(),
  ]);
  await callApi(server, 'PATCH', '/settings', {
    smsUri: `http://127.0.0.1:${gateway.port}/send?to={phone}&text={text}`,
  });
  const address = 'ул. Берёзовая, д. 7';
  const camera = { stream: 'fake://clock', is_active: true, record_days: 7, address };
  const intercom = await bill('devices_add', { device_type: 2, title: 'Домофон', ...camera });
  const yard = await bill('devices_add', { device_type: 1, title: 'Двор', ...camera });
  const lock = await bill('devices_add', { device_type: 3, title: 'Замок', address });
  await bill('doors_add', {
    device_id: lock,
    cam: intercom,
    entrance: 1,
    name: 'Подъезд 1',
    open: panel.command(),
    open_trait: 'PUT',
  });
  for (const device of [intercom, yard, lock]) await bill('rights_add', { uid: UID, device_id: device });
  browser = await openBrowser();
  ({ context, page } = await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 }));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await gateway?.close();
  await panel?.stop();
  removeDataDir(files);
});

async function looksWell(): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

const openButton = () => page.getByRole('button', { name: 'Открыть: Подъезд 1' });
const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();

test('a telephone, the code that comes, and one is among the cameras of one’s contract', async () => {
  await page.goto('/');
  await page.getByLabel('Номер телефона').fill('8 910 352 33 78');
  await page.getByRole('button', { name: 'Получить код' }).click();
  await expect.poll(() => gateway.received.length, { timeout: 20_000 }).toBe(1);
  const text = new URL(gateway.received[0]?.url ?? '', 'http://gateway').searchParams.get('text') ?? '';
  await page.getByLabel('Код из SMS').fill(codeIn(text));
  await page.getByRole('link', { name: 'Двор' }).waitFor();
  await framesAdvance(page);
  await looksWell();
});

test('the contract says that it is paid, what it holds and what it costs', async () => {
  await go('Договоры');
  const contract = page.getByRole('article', { name: 'Договор 01007' });
  await contract.getByText('Оплачен', { exact: true }).waitFor();
  await contract.getByText('кв. 17').waitFor();
  await contract
    .getByRole('row', { name: /Умный двор/ })
    .getByText('150,00')
    .waitFor();
  await contract.getByText('Платить нечего').waitFor();
  await looksWell();
});

test('the door is opened once by one press, and tells of it', async () => {
  await go('Двери');
  await openButton().click();
  await page.getByRole('status').getByText('Подъезд 1: открыто, входите.').waitFor();
  expect(panel.openings).toBe(1);
  await looksWell();
  await page.getByRole('button', { name: 'Последние события' }).click();
  await page.getByText('Открыто из приложения или отсюда').waitFor();
  await page.getByText('+7 910 352-33-78').waitFor();
  await looksWell();
});

test('a panel that does not open says why and what to do; nothing is tried again by itself', async () => {
  panel.mood = 'refuse';
  await openButton().click();
  await page.getByRole('alert').getByText('Не открылось').waitFor();
  await page.getByText('Домофон отказал').waitFor();
  await looksWell();
  panel.mood = 'well';
  expect(panel.openings).toBe(1);
  await page.getByRole('button', { name: 'Закрыть' }).click();
  await page.getByText('Из приложения: не открылось').waitFor();
});

test('an event leads to its moment in the archive; the door is opened over the picture', async () => {
  await page
    .getByRole('link', { name: /Смотреть камеру в/ })
    .last()
    .click();
  await page.waitForURL(/\/cameras\/\d+\?.*t=/);
  await page.getByText('Архив', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Эфир' }).click();
  await framesAdvance(page);
  await openButton().click();
  await page.getByRole('button', { name: 'Открыто: Подъезд 1' }).waitFor();
  expect(panel.openings).toBe(2);
  await looksWell();
});

test('the archive of the camera plays from ten seconds ago', async () => {
  await page.getByRole('button', { name: 'На 10 секунд назад' }).click();
  await page.getByText('Архив', { exact: true }).waitFor();
  await page.waitForURL(/[?&]t=/);
  await framesAdvance(page, 20_000);
  await page.getByRole('button', { name: 'Эфир' }).click();
  await framesAdvance(page);
});

test('not paid any more: the picture is cut, the door stays shut, and each page says why', async () => {
  billingSays({ paid: false });
  await page.getByText('Не оплачено').first().waitFor({ timeout: 15_000 });
  expect(await page.evaluate(() => document.querySelector('video')?.readyState ?? 0)).toBe(0);
  await looksWell();
  await page.getByRole('link', { name: 'Открыть договор' }).click();
  await page.getByText('Не оплачен', { exact: true }).waitFor();
  await page.getByText('К оплате: 310,00').waitFor();
  await page.getByText('Видео и двери закрыты').waitFor();
  await looksWell();
  await go('Двери');
  await page.getByText('Вам закрыто: договор не оплачен').waitFor();
  expect(await openButton().isDisabled()).toBe(true);
  await looksWell();
  const status = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/vedette/v1/doors/mine')).json();
    const headers = { 'content-type': 'application/json', 'x-requested-with': 'vedette' };
    const answer = await fetch(`/api/vedette/v1/doors/${items[0].id}/open`, { method: 'POST', headers, body: '{}' });
    return answer.status;
  });
  expect(status).toBe(402);
  expect(panel.openings).toBe(2);
  await go('Камеры');
  await page.getByText('Договор не оплачен: его камеры и двери закрыты').waitFor();
  await looksWell();
});

test('the billing is down: what it said last stands, and the page says since when', async () => {
  billingSays({ paid: false, down: true });
  await go('Договоры');
  await page.getByText('биллинг сейчас не отвечает').waitFor({ timeout: 30_000 });
  await page.getByText('Не оплачен', { exact: true }).waitFor();
  await looksWell();
});

test('paid again: everything comes back by itself', async () => {
  await go('Двери');
  billingSays({ paid: true });
  await openButton().and(page.locator(':enabled')).click({ timeout: 40_000 });
  await expect.poll(() => panel.openings).toBe(3);
  await go('Камеры');
  await page.getByRole('link', { name: 'Двор' }).click();
  await framesAdvance(page);
});

test('both languages and both themes, at a desk as well', async () => {
  for (const [language, theme] of [
    ['ru', 'light'],
    ['en', 'dark'],
  ] as const) {
    await page.evaluate(
      async ([locale, scheme]) => {
        localStorage.setItem('vedette.theme', scheme);
        const headers = { 'content-type': 'application/json', 'x-requested-with': 'vedette' };
        const body = JSON.stringify({ locale });
        await fetch('/api/vedette/v1/session/preferences', { method: 'PATCH', headers, body });
      },
      [language, theme] as const,
    );
    for (const [path, heading] of [
      ['/doors', /^(Двери|Doors)$/],
      ['/contracts', /^(Договоры|Contracts)$/],
    ] as const) {
      await page.setViewportSize(language === 'ru' ? { width: 390, height: 844 } : { width: 1440, height: 900 });
      await page.goto(path);
      await page.getByRole('heading', { name: heading }).waitFor();
      await page.getByRole('article').first().waitFor();
      await looksWell();
    }
  }
  await context.close();
});
