import { type Static, Type } from 'typebox';
import { present } from '../../core/fields.ts';
import {
  type FolderGrant as CoreGrant,
  folderGrants,
  removeFolderGrant,
  setFolderGrant,
} from '../../core/folders/grants.ts';
import { Done, Id } from '../contract/common.ts';
import { FolderGrant, FolderGrantChange } from '../contract/people.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Folders';
const FolderParams = Type.Object({ id: Id, folderId: Id });
const GrantParams = Type.Object({ id: Id, folderId: Id, userId: Id });

/** Users' rights on a folder and all below it. */
export function folderGrantRoutes(app: Api): void {
  app.get(
    '/organizations/:id/folders/:folderId/grants',
    {
      schema: {
        ...about(TAG, 'listFolderGrants', 'Who may see the folder'),
        params: FolderParams,
        response: answers(Type.Object({ items: Type.Array(FolderGrant) })),
      },
    },
    async (request) => {
      const { id, folderId } = request.params;
      return { items: (await folderGrants(request.core, caller(request), id, folderId)).map(toWire) };
    },
  );

  app.put(
    '/organizations/:id/folders/:folderId/grants/:userId',
    {
      schema: {
        ...about(TAG, 'setFolderGrant', 'Give a member the right to see the folder, or change it'),
        params: GrantParams,
        body: FolderGrantChange,
        response: answers(FolderGrant),
      },
    },
    async (request) => {
      const { id, folderId, userId } = request.params;
      const { archive, archiveDepthSeconds, ptz, actions, join } = request.body;
      const fields = present({ archive, archiveDepthSeconds, ptz, actions });
      return toWire(await setFolderGrant(request.core, caller(request), id, folderId, userId, fields, join));
    },
  );

  app.delete(
    '/organizations/:id/folders/:folderId/grants/:userId',
    {
      schema: {
        ...about(TAG, 'removeFolderGrant', 'Take the right away'),
        params: GrantParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { id, folderId, userId } = request.params;
      await removeFolderGrant(request.core, caller(request), id, folderId, userId);
      return done;
    },
  );
}

const toWire = (grant: CoreGrant): Static<typeof FolderGrant> => ({
  userId: grant.userId,
  login: grant.login,
  archive: grant.archive,
  archiveDepthSeconds: grant.archiveDepthSeconds,
  ptz: grant.ptz,
  actions: grant.actions,
});
