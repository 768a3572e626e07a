import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/e2e/support/browser.ts';
import { signIn, visit } from '../test/e2e/support/web.ts';
import { type StartedServer, startServer } from '../test/support/server.ts';
import { median, report } from './support/result.ts';

/** Of the demo provider. */
const SUBSCRIBER = { login: 'anna', password: 'demo' };
const ROUNDS = 20;
const PROMISED_S = 1.5;

const server = await startServer({ args: ['--demo'], env: { LOG_LEVEL: 'error' } });
const browser = await openBrowser();
try {
  const seconds = await rounds(browser, server);
  const sorted = seconds.toSorted((a, b) => a - b);
  report({
    name: 'first-picture',
    question: 'How long does a subscriber wait from pressing a camera in the grid to a moving picture?',
    measures: [
      {
        title: `p95 of ${ROUNDS}, in Chromium`,
        unit: 's',
        us: sorted[Math.ceil(ROUNDS * 0.95) - 1] ?? Number.NaN,
        limit: PROMISED_S,
        limitIs: 'the promise',
        wanted: { atMost: 1 },
      },
    ],
    notes: { median: median(seconds), all: seconds },
  });
} finally {
  await browser.close();
  await server.stop();
}

async function rounds(browser: Browser, server: StartedServer): Promise<number[]> {
  const { page } = await visit(browser, server, { width: 390, height: 844 });
  await signIn(page, SUBSCRIBER.login, SUBSCRIBER.password);
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('/cameras');
    const tiles = page.locator('main article a[href^="/cameras/"]');
    await tiles.first().waitFor();
    const tile = tiles.nth(round % (await tiles.count()));
    const began = performance.now();
    await tile.click();
    await page.waitForURL(/\/cameras\/\d+/);
    // The second frame: the first alone may be a still.
    await page.waitForFunction(
      () => {
        const video = document.querySelector('video');
        return video !== null && !video.paused && video.getVideoPlaybackQuality().totalVideoFrames >= 2;
      },
      undefined,
      { polling: 20 },
    );
    seconds.push((performance.now() - began) / 1000);
  }
  return seconds;
}
