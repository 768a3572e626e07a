import { existsSync, readdirSync, rmSync } from 'node:fs';
import { buildServer, SERVER_SOURCES } from './build-server.mjs';
import { buildWeb, WEB_SOURCES } from './build-web.mjs';
import { alone } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';

const PARTS = [
  { name: 'server', sources: SERVER_SOURCES, result: 'dist/server/main.js', build: buildServer },
  { name: 'web', sources: WEB_SOURCES, result: 'dist/web/index.html', build: buildWeb },
];

export function isBuilt() {
  return PARTS.every(isFresh);
}

/**
 * Builds what changed since the last time.
 * @param {{ only?: 'server' | 'web' }} [options]
 */
export async function buildAll({ only } = {}) {
  await alone(async () => {
    removeHalves();
    for (const part of PARTS) {
      if ((only && part.name !== only) || isFresh(part)) continue;
      console.log(`Building the ${part.name}`);
      const began = performance.now();
      const print = fingerprint(part.sources);
      await part.build();
      writeStamp(stampOf(part), print);
      console.log(`Built the ${part.name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  });
}

/** @param {{ name: string, sources: readonly string[], result: string }} part */
function isFresh(part) {
  return existsSync(inRoot(part.result)) && readStamp(stampOf(part)) === fingerprint(part.sources);
}

/** @param {{ name: string }} part */
function stampOf(part) {
  return `dist/.stamp-${part.name}`;
}

/** What a killed build left. */
function removeHalves() {
  for (const name of readdirSync(inRoot('dist'))) {
    if (/\.(new|old)-\d+$/.test(name)) rmSync(inRoot(`dist/${name}`), { recursive: true, force: true });
  }
}
