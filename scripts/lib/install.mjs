import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { alone } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { npm } from './run.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const STAMP = 'node_modules/.vedette-stamp';

/** Brings node_modules to what package-lock.json says, when it is not there already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await alone(async () => {
    if (isInstalled()) return;
    console.log('Installing npm packages: takes a minute or two the first time');
    // Not `npm ci`: it refuses a lock that was written where a registry lacks the packages of other platforms.
    // Building takes development packages, and NODE_ENV=production would leave them out.
    const args = ['--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    const code = await npm(['install', ...args]);
    if (code !== 0) throw new Error(`npm install failed with exit code ${code}: its reason is above`);
    writeStamp(STAMP, wanted());
  });
}

function isInstalled() {
  if (readStamp(STAMP) === wanted()) return true;
  if (!holdsWhatTheLockSays()) return false;
  try {
    writeStamp(STAMP, wanted());
  } catch {
    // Not ours to write to; then each start compares the lists.
  }
  return true;
}

function wanted() {
  const lock = inRoot('package-lock.json');
  return existsSync(lock) ? createHash('sha256').update(readFileSync(lock)).digest('hex') : 'without a lock';
}

/** For packages that somebody installed with npm itself. */
function holdsWhatTheLockSays() {
  try {
    const [wantedOnes, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
      (file) => JSON.parse(readFileSync(inRoot(file), 'utf8')).packages,
    );
    return Object.entries(wantedOnes).every(
      ([path, entry]) =>
        !path.includes('node_modules/') || entry.optional || entry.link || installed[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}
