import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

const root = '/api/vedette/v1/organizations/{id}/devices' as const;
const one = `${root}/{deviceId}` as const;

/** All of them: what is the contract's own is not among them. */
export const contractDevicesQuery = (id: number) =>
  queryOptions({
    queryKey: ['organizations', 'devices', id],
    queryFn: ({ signal }) => answer(api.GET(root, { params: { path: { id } }, signal })),
  });

export const giveDevice = (id: number, deviceId: number) =>
  answer(api.PUT(one, { params: { path: { id, deviceId } } }));

export const takeDevice = (id: number, deviceId: number) =>
  answer(api.DELETE(one, { params: { path: { id, deviceId } } }));
