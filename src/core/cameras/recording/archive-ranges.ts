import { playable } from '../../access/decide.ts';
import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { refuse } from '../../errors.ts';
import type { CameraView } from '../camera.ts';
import { decisions, visibleCamera } from '../reading/visible.ts';
import type { ArchiveRanges } from './archive-days.ts';

export interface CameraRanges {
  readonly camera: CameraView;
  /** Unix ms, as deep as the caller's archive goes. */
  readonly ranges: Awaited<ReturnType<ArchiveRanges>>;
}

/** What is recorded of a camera, for whoever may see its archive; one that is not seen is not found. */
export async function archiveRangesOf(
  core: Core,
  actor: Actor,
  recorded: ArchiveRanges,
  cameraId: number,
): Promise<CameraRanges> {
  const camera = await visibleCamera(core, actor, { id: cameraId });
  const [decision] = await decisions(core, actor, [camera]);
  if (!decision?.rights.view || !decision.rights.archive) throw refuse('archive_right_missing');
  const [block] = decision.blocks;
  if (block) throw refuse('archive_blocked', { source: block.block.source });
  if (!playable(decision.rights, camera).archive) return { camera, ranges: [] };
  const now = core.clock().getTime();
  const depth = decision.rights.archiveDepthSeconds;
  const from = depth === null ? 0 : now - depth * 1000;
  return { camera, ranges: (await recorded(camera.id, from, now)).map((range) => within(range, from)) };
}

/** A file that began before the depth is shown from there on. */
function within(range: CameraRanges['ranges'][number], from: number): CameraRanges['ranges'][number] {
  const start = Math.max(range.from, from);
  return { from: start, duration: Math.max(0, range.from + range.duration - start) };
}
