import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '../../core/errors.ts';
import { present } from '../../core/fields.ts';
import {
  type FolderGrant,
  folderGrant,
  folderGrants,
  removeFolderGrant,
  setFolderGrant,
} from '../../core/folders/grants.ts';
import type { FolderMove } from '../../core/folders/move.ts';
import {
  changeFolder,
  createFolder,
  deleteFolder,
  type FolderChange,
  type FolderView,
  folderById,
  folders,
} from '../../core/folders/operations.ts';
import { oneObject, pathId } from '../wire/body.ts';
import { type Body, flag, id, integerOrNull, text, textOrNull } from '../wire/values.ts';
import { actorIn } from './context.ts';
import { planIn, planOut } from './floor-plan.ts';

/** A floor plan of 5 MB is 7 MB as base64. */
const WITH_PLAN = { bodyLimit: 8 * 1024 * 1024 };

/** Folders of an organization and the permissions on them, as docs/dialects/watcher.md#folders has it. */
export function folderRoutes(app: FastifyInstance): void {
  const one = '/organizations/:id/folders/:folderId';

  app.get('/organizations/:id/folders', async (request) => {
    const [organizationId] = target(request);
    return (await folders(request.core, actorIn(request), organizationId)).map((folder) => folderOut(request, folder));
  });
  app.post('/organizations/:id/folders', WITH_PLAN, async (request) => {
    const [organizationId] = target(request);
    const body = oneObject(request.body);
    return folderOut(
      request,
      await createFolder(request.core, actorIn(request), organizationId, folderIn(body), id(body, 'parent_id')),
    );
  });
  app.get(one, async (request) =>
    folderOut(request, await folderById(request.core, actorIn(request), ...target(request))),
  );
  app.put(one, WITH_PLAN, async (request) => {
    const body = oneObject(request.body);
    return folderOut(
      request,
      await changeFolder(request.core, actorIn(request), ...target(request), folderIn(body), moveIn(body)),
    );
  });
  app.delete(one, async (request) => {
    await deleteFolder(request.core, actorIn(request), ...target(request));
    return { success: true };
  });
}

/** Permissions on a folder: the row itself is the right to see live pictures. */
export function folderGrantRoutes(app: FastifyInstance): void {
  const list = '/organizations/:id/folders/:folderId/users';
  const one = `${list}/:userId`;

  app.get(list, async (request) =>
    (await folderGrants(request.core, actorIn(request), ...target(request))).map(grantOut),
  );
  app.post(list, async (request) => {
    const body = oneObject(request.body);
    const userId = id(body, 'user_id');
    if (userId === undefined) throw invalid('userId', 'value_required');
    return grantOut(await setFolderGrant(request.core, actorIn(request), ...target(request), userId, grantIn(body)));
  });
  app.get(one, async (request) =>
    grantOut(await folderGrant(request.core, actorIn(request), ...target(request), userOf(request))),
  );
  app.put(one, async (request) => {
    const change = grantIn(oneObject(request.body));
    return grantOut(await setFolderGrant(request.core, actorIn(request), ...target(request), userOf(request), change));
  });
  app.delete(one, async (request) => {
    const gone = await removeFolderGrant(request.core, actorIn(request), ...target(request), userOf(request));
    return { ...grantOut(gone), success: true };
  });
}

interface Ids {
  readonly id: string;
  readonly folderId?: string;
  readonly userId?: string;
}

function target(request: FastifyRequest): [organizationId: number, folderId: number] {
  const { id: organization, folderId } = request.params as Ids;
  return [
    pathId('organization_not_found', organization),
    folderId === undefined ? 0 : pathId('folder_not_found', folderId),
  ];
}

const userOf = (request: FastifyRequest): number => pathId('user_not_found', (request.params as Ids).userId ?? '');

function folderIn(body: Body): FolderChange {
  return present({
    title: text(body, 'title'),
    coordinates: textOrNull(body, 'coordinates'),
    mapTopLeft: textOrNull(body, 'map_topleft'),
    mapTopRight: textOrNull(body, 'map_topright'),
    mapBottomLeft: textOrNull(body, 'map_bottomleft'),
    floorPlan: planIn(body),
  });
}

function moveIn(body: Body): FolderMove | undefined {
  const after = id(body, 'move_after');
  if (after !== undefined) return { after };
  const before = id(body, 'move_before');
  if (before !== undefined) return { before };
  const inside = id(body, 'move_inside');
  return inside === undefined ? undefined : { inside };
}

function folderOut(request: FastifyRequest, folder: FolderView) {
  return {
    level: folder.path.length - 1,
    camera_count: folder.cameraCount,
    organization_id: folder.organizationId,
    parent_id: folder.parentId,
    map_topleft: folder.mapTopLeft,
    id: folder.id,
    title: folder.title,
    map_bottomleft: folder.mapBottomLeft,
    order_num: folder.position,
    map_topright: folder.mapTopRight,
    coordinates: folder.coordinates,
    ...planOut(request, folder),
  };
}

function grantIn(body: Body) {
  return present({
    archive: flag(body, 'can_view_dvr'),
    archiveDepthSeconds: integerOrNull(body, 'dvr_depth_limit'),
    ptz: flag(body, 'can_use_ptz'),
    actions: flag(body, 'can_use_actions'),
  });
}

function grantOut(grant: FolderGrant) {
  return {
    can_use_ptz: grant.ptz,
    can_use_actions: grant.actions,
    user_id: grant.userId,
    can_view_dvr: grant.archive,
    dvr_depth_limit: grant.archiveDepthSeconds,
  };
}
