import { statfs } from 'node:fs/promises';

/** PostgreSQL may need a new segment of its log, 16 MB, to start. */
export const DATABASE_STARTS_WITH_BYTES = 24e6;

/** Why nothing started, in words, where it is for want of room below `dataDir`; else the error itself. */
export async function whyNotStarted(error: unknown, dataDir: string): Promise<unknown> {
  const disk = await statfs(dataDir).catch(() => undefined);
  if (disk === undefined || disk.bavail * disk.bsize >= DATABASE_STARTS_WITH_BYTES) return error;
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (!/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(message)) return error;
  const free = Math.floor((disk.bavail * disk.bsize) / 1e6);
  return new Error(
    `The disk of DATA_DIR (${dataDir}) is full: ${free} MB are free, and 24 are needed to start. ` +
      'Nothing is left of the archive that may go: free some room on that disk, and start again',
    { cause: error },
  );
}
