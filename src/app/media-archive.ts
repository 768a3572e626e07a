import { goneCameras } from '../core/cameras/recording/streams.ts';
import type { Core } from '../core/core.ts';
import { archiveDropped, archivesToDrop } from '../core/deleted-cameras/purge.ts';
import { refuse } from '../core/errors.ts';
import { Loop } from '../jobs/loop.ts';
import type { MediaNode } from '../media/node.ts';

export interface RecordedRange {
  /** Unix ms. */
  readonly from: number;
  /** ms */
  readonly duration: number;
}

const LOOK_EVERY_MS = 5 * 60_000;

/** What this process's media node has recorded of a camera; a process without one says so. */
export function archiveRanges(node: MediaNode | undefined) {
  return async (cameraId: number, from: number, to: number): Promise<readonly RecordedRange[]> => {
    if (!node) throw refuse('archive_not_here');
    const archive = await node.archive.camera(cameraId);
    return archive.ranges(from, to).map(([start, end]) => ({ from: start, duration: end - start }));
  };
}

/** Of a media node what removes archives. */
interface Archives {
  readonly archive: { cameraIds(): readonly number[] };
  forget(cameraId: number): Promise<void>;
}

/**
 * Removes the archives of cameras that are gone and not kept by the bin, when the database is sure of it, and those that
 * somebody deleted while the camera is in the bin.
 */
export function forgetGoneArchives(core: Core, node: Archives, graceHours: number, signal: AbortSignal): Loop {
  return new Loop(core.log, signal, {
    name: 'archives of deleted cameras',
    firstAfterMs: LOOK_EVERY_MS,
    everyMs: LOOK_EVERY_MS,
    run: async (life) => {
      // Such a camera is not restored before it is told that its archive is gone.
      for (const id of await archivesToDrop(core.sql)) {
        if (life.aborted) return;
        await node.forget(id);
        await archiveDropped(core.sql, id);
      }
      const gone = async (ids: readonly number[]) => await goneCameras(core.sql, ids, graceHours, core.clock());
      for (const id of await gone(node.archive.cameraIds())) {
        if (life.aborted) return;
        // The ones before it took their time, and it may have been restored meanwhile.
        if ((await gone([id])).length > 0) await node.forget(id);
      }
    },
  });
}
