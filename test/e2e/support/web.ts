import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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

/** What axe finds serious or critical on the page as it stands, as one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const tool = (window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }).axe;
    const { violations } = await tool.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
}

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
