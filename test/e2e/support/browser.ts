import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH ?? '',
  // The same browser without windows: a page takes it three quarters of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A headless Chromium that speaks to nobody but the pages that it is shown. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) throw new Error('There is no Chromium: install it, or name it in CHROMIUM_PATH');
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** Frames that the page's first video has shown since it was loaded. */
export async function framesShown(page: Page): Promise<number> {
  return await page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0);
}

/** Waits until the page's video goes on showing frames. */
export async function framesAdvance(page: Page, timeoutMs = 20_000): Promise<void> {
  const before = await framesShown(page).catch(() => 0);
  await page.waitForFunction(
    (shown) => {
      const video = document.querySelector('video');
      const now = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      // A picture that was begun anew counts from nothing.
      return (
        video !== null && !video.paused && video.readyState >= 2 && (now >= shown + 15 || (now < shown && now >= 15))
      );
    },
    before,
    { timeout: timeoutMs, polling: 100 },
  );
}
