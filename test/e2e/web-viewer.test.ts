import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedServer, startServer } from '../support/server.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, sidewaysScroll, signIn, visit } from './support/web.ts';

/** The subscriber's pages on a phone and on a desk, with the demo provider's cameras. */
let server: StartedServer;
let browser: Browser;
let page: Page;
let yard = 0;
/** Where the yard's pictures are, for the one who asked. */
let media = { path: '', token: '' };

async function recordedSeconds(): Promise<number> {
  const answer = await fetch(`${server.url}${media.path}/recording_status.json?from=0&to=now&token=${media.token}`);
  const [stream] = (await answer.json()) as { ranges: { duration: number }[] }[];
  return (stream?.ranges ?? []).reduce((sum, { duration }) => sum + duration, 0);
}

beforeAll(async () => {
  server = await startServer({ args: ['--demo'] });
  browser = await openBrowser();
  page = (await visit(browser, server, { language: 'ru-RU', width: 390, height: 844 })).page;
  const { items } = await callApi<{ items: { id: number; playback: typeof media }[] }>(
    server,
    'GET',
    `/cameras?search=${encodeURIComponent('Двор')}`,
  );
  yard = items[0]?.id ?? 0;
  media = items[0]?.playback ?? media;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a wrong password is said in words, in the language of the page', async () => {
  await page.goto('/');
  await page.getByLabel('Логин').fill('anna');
  await page.getByLabel('Пароль', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('alert').getByText('Неверный логин или пароль').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('a subscriber on a phone lands among their cameras, one column, live', async () => {
  await signIn(page, 'anna', 'demo');
  await page.getByRole('link', { name: 'Двор' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/cameras');
  await page.getByText('5 камер').waitFor();
  await framesAdvance(page);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await seriousFaults(page)).toEqual([]);
});

test('a subscriber finds no way into the console', async () => {
  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'Двор' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/cameras');
});

test('search stands in the address and finds nothing kindly', async () => {
  await page.goto('/cameras?search=zzz');
  await page.getByText('Таких камер нет').waitFor();
  await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
  await page.getByRole('link', { name: 'Двор' }).waitFor();
});

test('a hidden tab holds no live connection', async () => {
  await page.goto('/cameras');
  await framesAdvance(page);
  const open = () => callApi<{ items: unknown[] }>(server, 'GET', '/viewings').then(({ items }) => items.length);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(open, { timeout: 10_000 }).toBe(0);
});

test('a camera opens with a moving picture and its timeline', async () => {
  await page.goto('/cameras');
  await page.getByRole('link', { name: 'Двор' }).waitFor();
  await page.getByRole('link', { name: 'Двор' }).click();
  await page.getByRole('slider').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
  await framesAdvance(page);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await seriousFaults(page)).toEqual([]);
});

test('ten seconds back is the archive, the address tells where, and live is one press away', async () => {
  await expect.poll(() => recordedSeconds(), { timeout: 30_000 }).toBeGreaterThan(15);
  await page.getByRole('button', { name: 'На 10 секунд назад' }).click();
  await page.getByText('Архив', { exact: true }).waitFor();
  // The camera is live, the picture is not: the pill says whose word it is.
  await page.getByText('Камера сейчас:').getByText('В эфире').waitFor();
  expect(await page.getByText('В эфире', { exact: true }).count()).toBe(1);
  await framesAdvance(page);
  await page.waitForURL(/[?&]t=/);
  await page.getByRole('slider').press('ArrowLeft');
  await framesAdvance(page);
  await page.getByRole('button', { name: 'Эфир' }).click();
  await page.getByText('В эфире', { exact: true }).first().waitFor();
  await framesAdvance(page);
  await page.waitForURL((url) => !url.searchParams.has('t'));
});

test('blocked while the archive plays: the picture goes within five seconds and comes back by itself', async () => {
  await page.getByRole('button', { name: 'На 10 секунд назад' }).click();
  await framesAdvance(page);
  await callApi(server, 'PUT', `/cameras/${yard}/blocks/billing`, { reason: 'Не оплачен май' });
  await page.getByText('Не оплачен май').waitFor({ timeout: 5000 });
  expect(await page.evaluate(() => document.querySelector('video')?.readyState)).toBe(0);
  await page.getByText('Заблокировано провайдером').first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await callApi(server, 'DELETE', `/cameras/${yard}/blocks/billing`);
  await framesAdvance(page, 15_000);
});

test('a recording is taken home as MP4', async () => {
  await page.getByRole('button', { name: 'Скачать' }).click();
  const dialog = page.getByRole('dialog', { name: 'Скачать запись' });
  await dialog.getByRole('button', { name: '1 мин' }).click();
  const link = dialog.getByRole('link', { name: 'Скачать MP4' });
  const offered = await link.getAttribute('download');
  expect(offered).toMatch(/^Двор \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.mp4$/);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe(offered);
  expect(await download.failure()).toBeNull();
  await page.keyboard.press('Escape');
});

test('a blocked subscriber reads why and what to do, in place of every page, until the block is lifted', async () => {
  const { items } = await callApi<{ items: { id: number }[] }>(server, 'GET', '/users?search=anna');
  const block = `/users/${items[0]?.id}/blocks/billing`;
  await callApi(server, 'PUT', block, { reason: 'Не оплачен май' });
  for (const open of [() => page.goto('/cameras'), () => page.goto('/profile')]) {
    await open();
    await page.getByRole('heading', { name: 'Доступ заблокирован' }).waitFor();
    await page.getByText('Причина: Не оплачен май').waitFor();
    await page.getByText('Проверьте баланс').waitFor();
  }
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await callApi(server, 'DELETE', block);
  await page.getByRole('heading', { name: 'Доступ заблокирован' }).waitFor({ state: 'detached', timeout: 15_000 });
});

test('the embed page plays by its token alone and says so when it ends', async () => {
  const { context, page: frame } = await visit(browser, server);
  await frame.goto(`/vsaas/embed${media.path}?token=${media.token}`);
  await framesAdvance(frame);
  await frame.getByRole('slider').waitFor();
  expect(await seriousFaults(frame)).toEqual([]);
  await frame.goto(`${media.path}/embed.html?dvr=false&token=${media.token}`);
  await framesAdvance(frame);
  expect(await frame.getByRole('slider').count()).toBe(0);
  expect(await context.cookies()).toEqual([]);
  await frame.goto(`${media.path}/embed.html?token=wrong`);
  await frame.getByText('You may not watch this camera now').first().waitFor();
  await context.close();
});
