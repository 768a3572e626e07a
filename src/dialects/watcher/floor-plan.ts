import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '../../core/errors.ts';
import { floorPlanOf } from '../../core/folders/floor-plan.ts';
import type { FolderView } from '../../core/folders/operations.ts';
import { type FloorPlan, floorPlan } from '../../core/folders/plan.ts';
import { isObject, pathId } from '../wire/body.ts';
import { type Body, flag, text } from '../wire/values.ts';
import { actorIn } from './context.ts';

interface One {
  Params: { id: string; folderId: string };
}

/** The picture behind `map_file.url`: by key, session or, for our own pages, cookie. */
export function floorPlanRoutes(app: FastifyInstance): void {
  app.get<One>('/organizations/:id/folders/:folderId/map_file', async (request, reply) => {
    const { id, folderId } = request.params;
    const ids = [pathId('organization_not_found', id), pathId('folder_not_found', folderId)] as const;
    const { mediaType, content } = await floorPlanOf(request.core, actorIn(request), ...ids);
    return reply.type(mediaType).header('cache-control', 'private, no-cache').send(content);
  });
}

/** `map_file` of a body: `b64_content`, or `delete`. Shown as `url`, and when that comes back it says nothing. */
export function planIn(body: Body): FloorPlan | null | undefined {
  const file = body.map_file;
  if (file === undefined || file === null || file === '' || file === 'None') return undefined;
  if (!isObject(file))
    throw invalid('mapFile', 'own_words', { text: 'give an object with b64_content, or with delete' });
  if (flag(file, 'delete')) return null;
  const content = text(file, 'b64_content');
  if (!content) return undefined;
  const base64 = content.replace(/^data:[^,]{0,100},/, '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64))
    throw invalid('mapFile', 'own_words', { text: 'b64_content is no base64' });
  return floorPlan(Buffer.from(base64, 'base64'));
}

/** Nothing where there is none: the articles' folders have no such field. */
export function planOut(request: FastifyRequest, { organizationId, id, planVersion }: FolderView): object {
  if (planVersion === null) return {};
  const server = request.core.publicUrl ?? `${request.protocol}://${request.host}`;
  const path = `/vsaas/api/v2/organizations/${organizationId}/folders/${id}/map_file`;
  return { map_file: { url: `${server}${path}?v=${planVersion}` } };
}
