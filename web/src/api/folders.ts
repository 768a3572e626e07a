import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { FolderChange, FolderGrant } from './types.ts';

const root = '/api/vedette/v1/organizations/{id}/folders' as const;
const one = `${root}/{folderId}` as const;

export const foldersQuery = (id: number) =>
  queryOptions({
    queryKey: ['organizations', 'folders', id],
    queryFn: ({ signal }) => answer(api.GET(root, { params: { path: { id } }, signal })),
  });

export const folderGrantsQuery = (id: number, folderId: number) =>
  queryOptions({
    queryKey: ['organizations', 'folders', id, folderId, 'grants'],
    queryFn: ({ signal }) => answer(api.GET(`${one}/grants`, { params: { path: { id, folderId } }, signal })),
  });

const share = `${one}/shares/{organizationId}` as const;

export const sharesQuery = (id: number) =>
  queryOptions({
    queryKey: ['organizations', 'shares', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/vedette/v1/organizations/{id}/shares', { params: { path: { id } }, signal })),
  });

export const shareFolder = (id: number, folderId: number, organizationId: number) =>
  answer(api.PUT(share, { params: { path: { id, folderId, organizationId } } }));

export const unshareFolder = (id: number, folderId: number, organizationId: number) =>
  answer(api.DELETE(share, { params: { path: { id, folderId, organizationId } } }));

export const createFolder = (id: number, title: string, parentId?: number) =>
  answer(api.POST(root, { params: { path: { id } }, body: parentId === undefined ? { title } : { title, parentId } }));

export const changeFolder = (id: number, folderId: number, body: FolderChange) =>
  answer(api.PATCH(one, { params: { path: { id, folderId } }, body }));

export const deleteFolder = (id: number, folderId: number) =>
  answer(api.DELETE(one, { params: { path: { id, folderId } } }));

export type GrantChange = Partial<Pick<FolderGrant, 'archive' | 'archiveDepthSeconds' | 'ptz' | 'actions'>> & {
  /** Who is no member yet becomes one with it. */
  readonly join?: boolean;
};

export const setGrant = (id: number, folderId: number, userId: number, body: GrantChange) =>
  answer(api.PUT(`${one}/grants/{userId}`, { params: { path: { id, folderId, userId } }, body }));

export const removeGrant = (id: number, folderId: number, userId: number) =>
  answer(api.DELETE(`${one}/grants/{userId}`, { params: { path: { id, folderId, userId } } }));
