import { chmod, mkdir } from 'node:fs/promises';
import { type Log, reason } from '../log.ts';

/** Recordings are nobody's but the service's own: not of other accounts of the machine. */
export const PRIVATE_FOLDER = { recursive: true, mode: 0o700 } as const;
export const PRIVATE_FILE = 0o600;

/**
 * A folder that shuts out everybody else, and so whatever lies below it; one that an older version made, or that was
 * mounted there, is shut as well where that may be done.
 */
export async function privateFolder(path: string, log: Log): Promise<void> {
  await mkdir(path, PRIVATE_FOLDER);
  await chmod(path, PRIVATE_FOLDER.mode).catch((error) =>
    log.warn({ path, reason: reason(error) }, 'a folder of recordings stays open to other accounts: chmod 700 it'),
  );
}
