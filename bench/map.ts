import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve as pathOf } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/e2e/support/browser.ts';
import { signIn } from '../test/e2e/support/web.ts';
import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';

/** What do 4,000 cameras on the console's map cost, beside a page of bare maplibre with the same points? */
const CAMERAS = 4000;
const ROUNDS = 3;
/** Software drawing beside other work is slow the first time. */
const DRAWN_WITHIN_MS = 180_000;
/** Of a pan across the map. */
const STEPS = 60;
const SIZE = { width: 1440, height: 900 };

/** Resolves when ten frames in a row came as they should. */
const STILL = async (): Promise<void> => {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  let last = await frame();
  for (let quick = 0; quick < 10; ) {
    const now = await frame();
    quick = now - last < 40 ? quick + 1 : 0;
    last = now;
  }
};

/** Milliseconds between two frames of the page. */
const FRAMES = async (count: number): Promise<number> => {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const first = await frame();
  let last = first;
  for (let n = 0; n < count; n++) last = await frame();
  return (last - first) / count;
};

const { server, headers, close } = await install();
const browser = await openBrowser();
const bare = createServer((request, response) => {
  const file = FILES.get((request.url ?? '').split('?')[0] ?? '');
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': file.type }).end(file.body());
});
let points = '';
/** The bare page: the library as it is published, a ground, clusters and circles. */
const BARE = `<!doctype html><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div>
<script type="module">
import { Map } from '/maplibre-gl.mjs';
const points = await (await fetch('/points')).json();
const data = { type: 'FeatureCollection', features: [] };
const map = new Map({ container: 'map', center: [104.3, 52.3], zoom: 10, attributionControl: false, style: { version: 8,
  sources: { points: { type: 'geojson', data, cluster: true, clusterRadius: 46, clusterMaxZoom: 17 } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#eef1f3' } },
    { id: 'clusters', type: 'circle', source: 'points', filter: ['has', 'point_count'], paint: { 'circle-radius': 20 } },
    { id: 'cameras', type: 'circle', source: 'points', filter: ['!', ['has', 'point_count']] },
  ] } });
map.on('load', () => {
  map.getSource('points').setData(points);
  document.querySelector('#map').dataset.ready = 'true';
});
</script>`;
const LIBRARY = pathOf('node_modules/maplibre-gl/dist');
const library = (name: string) => () => readFileSync(`${LIBRARY}/${name}`);
const FILES = new Map<string, { readonly type: string; readonly body: () => string | Buffer }>([
  ['/', { type: 'text/html', body: () => BARE }],
  ['/points', { type: 'application/json', body: () => points }],
  ['/maplibre-gl.css', { type: 'text/css', body: library('maplibre-gl.css') }],
  ...['maplibre-gl.mjs', 'maplibre-gl-shared.mjs', 'maplibre-gl-worker.mjs'].map(
    (name) => [`/${name}`, { type: 'text/javascript', body: library(name) }] as const,
  ),
]);
try {
  await addCameras();
  points = JSON.stringify(await (await fetch(`${server.url}/api/vedette/v1/cameras/map`, withKey())).json());
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`;
  const consolePage = await pageOf(browser);
  await signIn(consolePage, server.login, server.password);
  const plain = await pageOf(browser);
  const ours: Look[] = [];
  const limit: Look[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await look(consolePage, `${server.url}/admin/cameras?view=map`);
    const other = await look(plain, bareUrl);
    if (round === 0) continue;
    ours.push(one);
    limit.push(other);
  }
  const of = (looks: readonly Look[], what: keyof Look) => median(looks.map((one) => one[what]));
  const limitIs = 'a page of bare maplibre with the same GeoJSON and one layer of clusters, one of circles';
  report({
    name: 'map',
    question: 'What do 4,000 cameras on the map of the console cost beside bare maplibre?',
    measures: [
      {
        title: 'from the address to a map that is drawn and still',
        unit: 'ms',
        us: of(ours, 'idleMs'),
        limit: of(limit, 'idleMs'),
        limitIs,
        wanted: { atMost: 2 },
      },
      {
        title: `a frame while it is panned, mean of ${STEPS}`,
        unit: 'ms',
        us: of(ours, 'frameMs'),
        limit: of(limit, 'frameMs'),
        limitIs,
        wanted: { atMost: 1.5 },
      },
    ],
    notes: { ours, limit },
  });
} finally {
  bare.close();
  await browser.close();
  await close();
}

interface Look {
  readonly idleMs: number;
  readonly frameMs: number;
}

async function pageOf(of: Browser): Promise<Page> {
  return await (await of.newContext({ viewport: SIZE, baseURL: server.url })).newPage();
}

/** Opens an address until the picture of its map stays the same, then drags it to and fro. */
async function look(page: Page, url: string): Promise<Look> {
  const started = performance.now();
  await page.goto(url);
  const canvas = page.locator('canvas.maplibregl-canvas');
  await canvas.waitFor();
  await page
    .locator('section[aria-busy=false] canvas, #map[data-ready=true] canvas')
    .first()
    .waitFor({ timeout: DRAWN_WITHIN_MS });
  await page.evaluate(STILL);
  const idleMs = performance.now() - started;
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The map has no size');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = page.evaluate(FRAMES, STEPS);
  for (let step = 1; step <= STEPS * 2; step++) await page.mouse.move(x + 120 * Math.sin(step / 8), y);
  const frameMs = await frames;
  await page.mouse.up();
  return { idleMs, frameMs };
}

function withKey() {
  return { headers: { 'x-vedette-key': server.apiKey, 'content-type': 'application/json' } };
}

/** Spread over a town, as a provider's are. */
async function addCameras(): Promise<void> {
  const cameras = Array.from({ length: CAMERAS }, (_, i) => ({
    name: `map-${i}`,
    title: `Camera ${i}`,
    stream_url: 'fake://clock',
    coordinates: `${(52.2 + 0.2 * fraction(i * 0.618)).toFixed(6)} ${(104.1 + 0.4 * fraction(i * 0.7548)).toFixed(6)}`,
  }));
  const answer = await fetch(`${server.url}/vsaas/api/v2/cameras/import`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(cameras),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
