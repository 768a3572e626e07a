import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StartedServer } from '../../support/server.ts';

export interface Visit {
  readonly language?: 'en-GB' | 'ru-RU';
  readonly scheme?: 'dark' | 'light';
  readonly width?: number;
  readonly height?: number;
}

export async function visit(
  browser: Browser,
  server: StartedServer,
  how: Visit = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: how.language ?? 'en-GB',
    colorScheme: how.scheme ?? 'dark',
    viewport: { width: how.width ?? 1280, height: how.height ?? 800 },
  });
  return { context, page: await context.newPage() };
}

/** As people do it: by the labels on the page, in its language. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/^(Login|Логин)$/).fill(login);
  await page.getByLabel(/^(Password|Пароль)$/).fill(password);
  await page.getByRole('button', { name: /^(Sign in|Войти)$/ }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** What axe finds serious or critical on the page as it stands once nothing moves, as one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.waitForFunction(isStill, undefined, { polling: 50, timeout: 5000 }).catch(() => undefined);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const tool = (window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }).axe;
    const { violations } = await tool.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

/** Colours between two themes, and a dialog that is half closed, are none that anybody reads. */
const isStill = (): boolean =>
  document
    .getAnimations()
    .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity);

interface AxeResult {
  violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
}

/** Goes there as a link does: the page that is open stays, and what it has loaded. */
export async function go(page: Page, path: string): Promise<void> {
  // A page that is still leading elsewhere would have the last word.
  await isThere(page, '/');
  await page.evaluate((to) => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

interface RouterState {
  readonly status: 'pending' | 'idle';
  readonly location: { readonly href: string };
  readonly resolvedLocation?: { readonly href: string };
}

/** The page of that address is there, with all that it loads: until then the one before is shown. */
export async function arrived(page: Page, path: string): Promise<void> {
  await isThere(page, path);
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null);
}

const isThere = async (page: Page, path: string): Promise<unknown> =>
  await page.waitForFunction((to) => {
    const { state } = (window as unknown as { __TSR_ROUTER__: { state: RouterState } }).__TSR_ROUTER__;
    const there = state.location.href.startsWith(to) && state.resolvedLocation?.href === state.location.href;
    return there && state.status === 'idle' && document.querySelector('h1') !== null;
  }, path);

/** Pixels that the page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Calls our own API with the system key. */
export async function callApi<T = Record<string, unknown>>(
  server: StartedServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${server.url}/api/vedette/v1${path}`, {
    method,
    headers: { 'x-vedette-key': server.apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Opens the fields of a subject that a form keeps folded. */
export async function unfold(page: Page, subject: string): Promise<void> {
  const fold = page.locator('details', { has: page.locator('summary', { hasText: subject }) });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
}

/** Nothing that a screen reader or a finger stumbles over, and nothing wider than the page. */
export async function isClean(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}
