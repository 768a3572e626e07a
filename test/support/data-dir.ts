import { chmodSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A temporary DATA_DIR. mkdtemp alone makes one that PostgreSQL's user cannot enter when we are root, and the database
 * then goes to /var/lib/vedette.
 */
export function makeDataDir(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** With its database, wherever that went. */
export function removeDataDir(folder: string): void {
  const home = join(folder, 'postgres');
  if (lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(realpathSync(home), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}
