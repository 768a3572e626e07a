import type { Browser, Page } from 'playwright-core';
import type { StartedServer } from '../../support/server.ts';
import { signIn, visit } from './web.ts';

/** The grid of a subscriber's cameras, with a picture in it. */
export async function openCameras(page: Page): Promise<void> {
  await page.goto('/cameras');
  await page.waitForFunction(() => {
    const [picture] = document.querySelectorAll<HTMLImageElement>('main img');
    return picture?.complete && picture.naturalWidth > 0;
  });
}

/** The form of signing in. */
export async function openSignIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
}

/** What a browser loads for a page; bodies as they come over the wire, with their headers. WebSockets are not counted. */
export interface PageWeight {
  readonly requests: number;
  readonly bytes: number;
  readonly byType: Readonly<Record<string, readonly [requests: number, bytes: number]>>;
}

/** For what follows the first paint; a grid's pictures are asked for again each few seconds, which is no first page any more. */
const QUIET_MS = 2000;

/** Loads a page on a phone that has nothing of it in its cache; `open` waits for what the page is there for. */
export async function weigh(
  browser: Browser,
  server: StartedServer,
  open: (page: Page) => Promise<void>,
  subscriber?: { readonly login: string; readonly password: string },
): Promise<PageWeight> {
  const storageState = subscriber && (await signedIn(browser, server, subscriber));
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 390, height: 844 },
    serviceWorkers: 'block',
    ...(storageState ? { storageState } : {}),
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map<string, string>();
  const byType: Record<string, [number, number]> = {};
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    const sum = byType[type] ?? [0, 0];
    byType[type] = [sum[0] + 1, sum[1] + encodedDataLength];
  });
  await open(page);
  await page.waitForTimeout(QUIET_MS);
  await context.close();
  const sums = Object.values(byType);
  return {
    requests: sums.reduce((sum, [requests]) => sum + requests, 0),
    bytes: sums.reduce((sum, [, bytes]) => sum + bytes, 0),
    byType,
  };
}

/** What signing in leaves in a browser, without what it has loaded. */
async function signedIn(
  browser: Browser,
  server: StartedServer,
  { login, password }: { readonly login: string; readonly password: string },
) {
  const { context, page } = await visit(browser, server);
  await signIn(page, login, password);
  const state = await context.storageState();
  await context.close();
  return state;
}
