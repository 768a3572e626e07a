import { goneCameras } from '../core/cameras/recording/streams.ts';
import type { Core } from '../core/core.ts';
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

/** Removes the archives of cameras that are gone and not kept by the bin, when the database is sure of it. */
export function forgetGoneArchives(core: Core, node: MediaNode, graceHours: number, signal: AbortSignal): Loop {
  return new Loop(core.log, signal, {
    name: 'archives of deleted cameras',
    firstAfterMs: LOOK_EVERY_MS,
    everyMs: LOOK_EVERY_MS,
    run: async (life) => {
      const gone = async (ids: readonly number[]) => await goneCameras(core.sql, ids, graceHours, core.clock());
      for (const id of await gone(node.archive.cameraIds())) {
        if (life.aborted) return;
        // The ones before it took their time, and it may have been restored meanwhile.
        if ((await gone([id])).length > 0) await node.forget(id);
      }
    },
  });
}
