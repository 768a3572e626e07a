import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

const LOCK = inRoot('dist/.lock');

/**
 * Only one process installs or builds in this clone at a time; the others wait and then find the work done.
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
  mkdirSync(inRoot('dist'), { recursive: true });
  let said = false;
  while (!take()) {
    const holder = readHolder();
    if (holder !== undefined && !isAlive(holder)) rmSync(LOCK, { force: true });
    else if (!said) {
      said = true;
      console.log(`Waiting for process ${holder}, which installs or builds here`);
    }
    await delay(100);
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Undefined while its holder has not written its id yet, or has gone just now. */
function readHolder() {
  try {
    return Number(readFileSync(LOCK, 'utf8')) || undefined;
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
