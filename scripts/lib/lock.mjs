import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

/** The holder touches its lock so often; one that nobody touched for longer is a killed holder's. */
const BEAT_MS = 2_000;
const STALE_MS = 20_000;

/**
 * Only one process installs or builds in this clone at a time; the others wait and then find the work done.
 * @param {() => Promise<void>} work
 * @param {string} [lock]
 */
export async function alone(work, lock = inRoot('dist/.lock')) {
  mkdirSync(dirname(lock), { recursive: true });
  let said = false;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder && (!isAlive(holder.pid) || holder.ageMs > STALE_MS)) rmSync(lock, { force: true });
    else if (holder && !said) {
      said = true;
      console.log(`Waiting for process ${holder.pid}, which installs or builds here`);
    }
    await delay(100);
  }
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), BEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Undefined while its holder has not written its id yet, or has gone just now. @param {string} lock */
function holderOf(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return pid > 0 ? { pid, ageMs: Date.now() - statSync(lock).mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
