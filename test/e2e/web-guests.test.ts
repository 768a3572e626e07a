import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { openBrowser } from './support/browser.ts';
import { seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** A subscriber lets somebody in; the guest comes by the page; the provider sees it and takes it back. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let staff: Page;
let guests: BrowserContext;

beforeAll(async () => {
  server = await startServer({ args: ['--demo'], env: { CONNECTOR: 'demo' } });
  browser = await openBrowser();
  page = (await visit(browser, server)).page;
  await signIn(page, 'boris', 'demo');
  staff = (await visit(browser, server)).page;
  await signIn(staff, server.login, server.password);
  guests = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const look = async (at: Page) => {
  expect(await seriousFaults(at)).toEqual([]);
  expect(await sidewaysScroll(at)).toBeLessThanOrEqual(0);
};

async function makeGuest(name: string): Promise<string> {
  await page.getByRole('button', { name: 'Let a guest in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByText('Until midnight').click();
  const made = page.waitForResponse((response) => response.url().endsWith('/guests') && response.status() === 201);
  await dialog.getByRole('button', { name: 'Let in' }).click();
  const { page: path } = (await (await made).json()) as { page: string };
  await page.getByRole('listitem', { name }).getByText('works').waitFor();
  return new URL(path, server.url).href;
}

test('a guest is let in, comes by the page without a script, and is in the log of the door', async () => {
  await page.getByRole('link', { name: 'Doors' }).click();
  await page.getByRole('link', { name: 'Guests' }).click();
  await page.getByText('Nobody is let in.').waitFor();
  const url = await makeGuest('Courier');
  const card = page.getByRole('listitem', { name: 'Courier' });
  expect(await card.getByLabel('Code for the intercom').textContent()).toMatch(/^\d{5}$/);
  await look(page);

  const guest = await guests.newPage();
  await guest.goto(url);
  await guest.getByText('Для кого: Courier').waitFor();
  await guest.getByRole('button', { name: 'Открыть: Front door' }).click();
  await guest.getByText('Front door: Дверь открыта.').waitFor();
  expect(await sidewaysScroll(guest)).toBeLessThanOrEqual(0);

  await page.getByRole('link', { name: 'Doors' }).first().click();
  await page.getByRole('button', { name: 'Last events' }).click();
  await page.getByText('Opened with a code').first().waitFor();
  await page.getByText('Courier').first().waitFor();
});

test('taken back by the provider, it opens nothing; the provider saw no digits', async () => {
  await page.goto('/doors/guests');
  const url = await makeGuest('Plumber');
  const digits = await page
    .getByRole('listitem', { name: 'Plumber' })
    .getByLabel('Code for the intercom')
    .textContent();
  const found = staff.waitForResponse((response) => response.url().includes('/guests?'));
  await staff.goto('/admin/organizations');
  await staff
    .getByRole('link', { name: /Harbour/ })
    .first()
    .click();
  await staff.getByRole('tab', { name: 'Guests' }).click();
  expect(await (await found).text()).not.toContain(digits);
  await staff.getByRole('button', { name: 'Take back: Plumber' }).click();
  await look(staff);
  await staff.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await staff.getByRole('cell', { name: 'Plumber', exact: true }).waitFor({ state: 'detached' });
  const guest = await guests.newPage();
  expect((await guest.goto(url))?.status()).toBe(404);
  await guest.getByRole('heading', { name: 'Ссылка ничего не открывает' }).waitFor();
});

test('the flat has a code, and the door opens by itself until it is ended', async () => {
  await page.goto('/doors/guests');
  // The switch shows what the server answered: a press alone does not move it.
  await page.getByRole('switch', { name: 'The flat has a code' }).click();
  await page.getByRole('switch', { name: 'The flat has a code', checked: true }).waitFor();
  await page.getByRole('button', { name: 'New code' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New code' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'For 3 hours' }).click();
  await page.getByText('The door opens by itself', { exact: true }).waitFor();
  await look(page);
  await page.getByRole('button', { name: 'End now' }).click();
  await page.getByRole('button', { name: 'For 1 hour' }).waitFor();
});
