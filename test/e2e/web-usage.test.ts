import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSql } from '../../src/db/sql.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { databaseUrlOf } from '../support/server-database.ts';
import { openBrowser } from './support/browser.ts';
import { seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** What was used and what it came to, as the provider's accountant sees it. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let organizationId = 0;
const back = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  server = await startServer({ args: ['--role', 'api'] });
  browser = await openBrowser();
  const call = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${server.url}/api/vedette/v1${path}`, {
      method,
      headers: { 'x-vedette-key': server.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { id: number };
  };
  const preset = await call('POST', '/presets', { title: 'Week', archiveDays: 7 });
  const plan = await call('POST', '/plans', { name: 'Week of archive', presetId: preset.id });
  await call('PUT', `/plans/${plan.id}/prices/${back(60)}`, { amount: '310' });
  organizationId = (await call('POST', '/organizations', { title: 'Birch Street 7' })).id;
  for (const title of ['Yard', 'Gate'])
    await call('POST', '/cameras', { title, organizationId, presetId: preset.id, sourceUrl: 'fake://fake' });
  // As if they had been there for days, and charging had been on.
  const sql = openSql(await databaseUrlOf(server.dataDir), { max: 1 });
  await sql`update usage_interval set from_at = from_at - interval '40 days'`;
  await sql`update domain set time_zone = 'UTC', charging = 'postpaid', charging_from = ${back(2)}::text::date`;
  await sql.end();
  page = (await visit(browser, server)).page;
  await signIn(page, server.login, server.password);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a day that is due is rated, rated again, and listed with what it came to', async () => {
  await page.goto('/admin/rating');
  for (let left = 2; left > 0; left--) {
    await page.getByRole('button', { name: /^Rate .* now$/ }).click();
    await expect.poll(async () => await page.getByRole('row').count()).toBe(4 - left);
  }
  await page.getByText('Every day that is over has been rated').waitFor();
  await page
    .getByRole('button', { name: /^Rate again/ })
    .first()
    .click();
  await page.getByText('comes to the same').waitFor();
  const row = page.getByRole('row').nth(1);
  await row.getByText('the same').waitFor();
  expect(await row.textContent()).toMatch(/₽(19|20|21|22)\.\d\d/);
  expect(await seriousFaults(page)).toEqual([]);
});

test("an organization's usage is listed by camera, drawn by day and sent as a file", async () => {
  await page.goto(`/admin/organizations/${organizationId}?tab=usage`);
  await page.getByLabel('From').fill(back(20));
  await page.getByRole('link', { name: 'Yard' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(3);
  const bars = page.getByRole('img', { name: /: 2 cameras, ₽/ });
  await expect.poll(async () => await bars.count()).toBe(2);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^usage-\d+-.*\.csv$/);
  // The last day is at most that of this month.
  await page.getByLabel('From').fill(back(-60));
  await page.getByText('The first day comes after the last one').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('in Russian and on a telephone too', async () => {
  const phone = (await visit(browser, server, { language: 'ru-RU', width: 390, scheme: 'light' })).page;
  await signIn(phone, server.login, server.password);
  await phone.goto(`/admin/organizations/${organizationId}?tab=usage`);
  await phone.getByRole('heading', { name: 'Камеры по дням' }).waitFor();
  expect(await sidewaysScroll(phone)).toBe(0);
  await phone.goto('/admin/rating');
  await phone.getByText('Все прошедшие дни рассчитаны').waitFor();
  expect(await sidewaysScroll(phone)).toBe(0);
  expect(await seriousFaults(phone)).toEqual([]);
});
