import { Type } from 'typebox';
import { folderById } from '../../core/folders/operations.ts';
import { shareGroups, sharesOf, unshareGroups } from '../../core/folders/shares.ts';
import { Done, Id, IdParams } from '../contract/common.ts';
import { Share } from '../contract/people.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Folders';
const ShareParams = Type.Object({ id: Id, folderId: Id, organizationId: Id });

/** Folders that one organization lets another one see. */
export function folderShareRoutes(app: Api): void {
  app.get(
    '/organizations/:id/shares',
    {
      schema: {
        ...about(TAG, 'listShares', 'What the organization shares with others, and what it was given'),
        params: IdParams,
        response: answers(Type.Object({ items: Type.Array(Share) })),
      },
    },
    async (request) => {
      const shares = await sharesOf(request.core, caller(request), request.params.id);
      return { items: shares.map(({ folder, from, to, since }) => ({ folder, from, to, since: since.toISOString() })) };
    },
  );

  app.put(
    '/organizations/:id/folders/:folderId/shares/:organizationId',
    {
      schema: {
        ...about(TAG, 'shareFolder', 'Let another organization see the folder with all below it; not the root folder'),
        params: ShareParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params } = request;
      const actor = caller(request);
      await folderById(core, actor, params.id, params.folderId);
      await shareGroups(core, actor, params.organizationId, [params.folderId]);
      return done;
    },
  );

  app.delete(
    '/organizations/:id/folders/:folderId/shares/:organizationId',
    {
      schema: {
        ...about(
          TAG,
          'unshareFolder',
          "Take a share back, with the rights of the other organization's users through it",
        ),
        params: ShareParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params } = request;
      const actor = caller(request);
      await folderById(core, actor, params.id, params.folderId);
      await unshareGroups(core, actor, params.organizationId, [params.folderId]);
      return done;
    },
  );
}
