import { Archive } from './archive/archive.ts';
import { type Log, reason } from './log.ts';

/** Before anything else needs the disk of the archive: where less is free than `bytes` the oldest goes. */
export async function makeRoom(dataDir: string, bytes: number, log: Log): Promise<void> {
  const archive = new Archive(dataDir, log);
  // On the first start there is none.
  const disk = await archive.disk().catch(() => undefined);
  if (disk === undefined || disk.free >= bytes) return;
  try {
    await archive.start();
    await archive.guard.makeRoom(bytes);
  } catch (error) {
    log.error({ reason: reason(error) }, 'no room could be made');
  }
}
