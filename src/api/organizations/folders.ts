import { type Static, Type } from 'typebox';
import { present } from '../../core/fields.ts';
import { changeFolder, createFolder, deleteFolder, type FolderView, folders } from '../../core/folders/operations.ts';
import { Done, Id, IdParams } from '../contract/common.ts';
import { Folder, FolderChange, FolderCreate } from '../contract/people.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';

const TAG = 'Folders';
const FolderParams = Type.Object({ id: Id, folderId: Id });

export function folderRoutes(app: Api): void {
  app.get(
    '/organizations/:id/folders',
    {
      schema: {
        ...about(TAG, 'listFolders', 'The folders that the caller sees, parents before children'),
        params: IdParams,
        response: answers(Type.Object({ items: Type.Array(Folder) })),
      },
    },
    async (request) => ({
      items: (await folders(request.core, caller(request), request.params.id)).map(toWire),
    }),
  );

  app.post(
    '/organizations/:id/folders',
    {
      schema: {
        ...about(TAG, 'createFolder', 'Add a folder; without a parent, below the root'),
        params: IdParams,
        body: FolderCreate,
        response: creates(Folder),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const created = await createFolder(
        core,
        caller(request),
        params.id,
        present({ title: body.title, outsideIds: body.outsideIds }),
        body.parentId,
      );
      reply.code(201);
      return toWire(created);
    },
  );

  app.patch(
    '/organizations/:id/folders/:folderId',
    {
      schema: {
        ...about(TAG, 'changeFolder', 'Rename a folder, put it under another parent, or set its outside ids'),
        params: FolderParams,
        body: FolderChange,
        response: answers(Folder),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const move = body.parentId === undefined ? undefined : { inside: body.parentId };
      const fields = present({ title: body.title, outsideIds: body.outsideIds });
      return toWire(await changeFolder(core, caller(request), params.id, params.folderId, fields, move));
    },
  );

  app.delete(
    '/organizations/:id/folders/:folderId',
    {
      schema: {
        ...about(TAG, 'deleteFolder', 'Delete a folder; what is in it goes to its parent'),
        params: FolderParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteFolder(request.core, caller(request), request.params.id, request.params.folderId);
      return done;
    },
  );
}

const toWire = (folder: FolderView): Static<typeof Folder> => ({
  id: folder.id,
  organizationId: folder.organizationId,
  parentId: folder.parentId,
  title: folder.title,
  level: folder.path.length - 1,
  cameraCount: folder.cameraCount,
  outsideIds: [...folder.outsideIds],
});
