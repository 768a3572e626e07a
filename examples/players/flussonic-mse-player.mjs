// Plays a camera with the player that Flussonic publishes on npm, unchanged, in a headless Chromium: live, a pause, the
// archive from a moment, seeks and back to live. Prints a line for each and ends with 1 when one failed.
//
//   node examples/players/flussonic-mse-player.mjs http://127.0.0.1:8080/<camera>/mse_ld?token=<token> [version] [chromium]
//
// Needs Chromium and a camera with half a minute of archive.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, version = '19.10.4', executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
if (address === undefined) throw new Error('Give the address of mse_ld with its token');
const name = '@flussonic/flussonic-mse-player';
const folder = mkdtempSync(join(tmpdir(), 'player-'));
execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder });
execFileSync('sh', ['-c', 'tar xzf *.tgz'], { cwd: folder });
const player = readFileSync(join(folder, 'package/dist/FlussonicMsePlayer.js'));
rmSync(folder, { recursive: true });

// A page on this machine: browsers do not let others connect to it.
const pages = createServer((request, response) => {
  const script = request.url === '/player.js';
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  response.end(script ? player : '<video muted width="640"></video><script src="/player.js"></script>');
});
await new Promise((done) => pages.listen(0, '127.0.0.1', () => done(undefined)));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});
const page = await browser.newPage();
let failed = 0;

async function open(from) {
  await page.goto(`http://127.0.0.1:${pages.address().port}/`);
  await page.evaluate(
    ([url, at]) => {
      window.told = { progress: 0, seeked: 0, errors: [], streams: [] };
      const told = window.told;
      window.player = new window.FlussonicMsePlayer(document.querySelector('video'), url, {
        onProgress: (utc) => Object.assign(told, { progress: utc }),
        onSeeked: () => Object.assign(told, { seeked: told.seeked + 1 }),
        onMediaInfo: ({ streams }) => Object.assign(told, { streams: streams.map((stream) => stream.codec) }),
        onError: (error) => told.errors.push(JSON.stringify(error)),
      });
      window.player.play(at);
    },
    [address.replace(/^http/, 'ws'), from],
  );
}

/** Thirty more frames are shown, and what was loaded last is of about then. */
async function plays(what, around) {
  const shown = () => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames;
  const before = await page.evaluate(shown);
  const more = (frames) => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames >= frames + 30;
  const moved = await page.waitForFunction(more, before, { timeout: 30_000 }).catch(() => undefined);
  const { progress, errors, streams } = await page.evaluate(() => window.told);
  const fine = moved !== undefined && errors.length === 0 && Math.abs(progress - around()) < 15;
  if (!fine) failed += 1;
  const distance = (progress - around()).toFixed(1);
  process.stdout.write(
    `${fine ? 'ok    ' : 'FAILED'} ${what} (${streams}; ${distance} s from where it should be) ${errors}\n`,
  );
}

const seek = async (to) => {
  const before = await page.evaluate(() => window.told.seeked);
  await page.evaluate((moment) => window.player.seek(moment), to);
  await page.waitForFunction((count) => window.told.seeked > count, before, { timeout: 30_000 });
};
const now = () => Date.now() / 1000;
const status = address.replace('/mse_ld', '/recording_status.json');
const [{ ranges }] = await (await fetch(status)).json();
const from = Math.max(ranges.at(-1).from, ranges.at(-1).from + ranges.at(-1).duration - 120);

await open();
await plays('live', now);
await page.evaluate(() => window.player.pause());
await page.waitForFunction(() => document.querySelector('video').paused);
// Its promise never settles after a pause.
await page.evaluate(() => void window.player.play());
await plays('resumed after a pause', now);
await open(from + 1);
await plays('archive from a moment', () => from + 3);
await seek(from + 20);
await plays('seek forward', () => from + 22);
await seek(from + 1);
await plays('seek back', () => from + 3);
await seek('live');
await plays('back to live', now);

await browser.close();
pages.close();
process.exitCode = failed === 0 ? 0 : 1;
