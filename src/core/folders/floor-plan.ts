import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { folderById } from './operations.ts';
import type { FloorPlan } from './plan.ts';

/** The picture, for whoever sees the folder. */
export async function floorPlanOf(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
): Promise<FloorPlan> {
  await folderById(core, actor, organizationId, folderId);
  const [row] = await reader(core)<{ mediaType: string; content: Uint8Array }[]>`
    select media_type, content from folder_plan where folder_id = ${folderId}`;
  if (!row) throw refuse('floor_plan_not_found', { id: folderId });
  return { mediaType: row.mediaType, content: Buffer.from(row.content) };
}
