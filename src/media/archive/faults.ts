import { constants } from 'node:os';
import type { RecordingFault } from '../control.ts';

/** For what need not be there: `otherwise` where there is nothing, and every other fault of the disk goes on. */
export function unlessMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  };
}

/** For a file that may hold nothing sensible: undefined then. A disk that cannot read it says nothing about it. */
export function unlessUnreadable(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
  return undefined;
}

const { errno } = constants;
/** By number: Node has no code for some of them, EDQUOT among them ("Unknown system error -122"). */
const FAULTS: ReadonlyMap<number, RecordingFault> = new Map([
  [errno.ENOSPC, 'disk_full'],
  [errno.EDQUOT, 'quota'],
  [errno.EROFS, 'read_only'],
  [errno.EIO, 'disk_failing'],
  [errno.ENXIO, 'disk_failing'],
  [errno.ENODEV, 'disk_failing'],
  [errno.ESTALE, 'disk_failing'],
  [errno.EACCES, 'no_permission'],
  [errno.EPERM, 'no_permission'],
]);

/** More is waiting for the disk than may. */
export class DiskSlow extends Error {
  constructor() {
    super('the disk of the archive does not keep up');
  }
}

export function faultOf(error: unknown): RecordingFault {
  if (error instanceof DiskSlow) return 'disk_slow';
  return FAULTS.get(-((error as NodeJS.ErrnoException).errno ?? 0)) ?? 'other';
}

/** Whether removing something makes it work again. */
export const lacksRoom = (fault: RecordingFault): boolean => fault === 'disk_full' || fault === 'quota';

/** For what is written again when there is room, and can be done without until then. */
export function unlessNoRoom<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (lacksRoom(faultOf(error))) return otherwise;
    throw error;
  };
}
