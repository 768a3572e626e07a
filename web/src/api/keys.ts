import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { KeyChange, KeyCreate, PanelKey } from './types.ts';

const ofContract = '/api/vedette/v1/organizations/{id}/keys' as const;
const ofPanel = '/api/vedette/v1/cameras/{id}/panel/keys' as const;
/** While keys are on their way, so that one sees them arrive. */
const ANEW_MS = 5000;

/** RFID keys of a contract. */
export const keysQuery = (organizationId: number, search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['keys', 'organization', organizationId, search],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ search, after: pageParam, limit: 50 });
      return answer(api.GET(ofContract, { params: { path: { id: organizationId }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ panels, written }) => written < panels)) ? ANEW_MS : false,
  });

export const addKey = (organizationId: number, body: KeyCreate) =>
  answer(api.POST(ofContract, { params: { path: { id: organizationId } }, body }));

export const changeKey = (organizationId: number, keyId: number, body: KeyChange) =>
  answer(api.PATCH(`${ofContract}/{keyId}`, { params: { path: { id: organizationId, keyId } }, body }));

export const removeKey = (organizationId: number, keyId: number) =>
  answer(api.DELETE(`${ofContract}/{keyId}`, { params: { path: { id: organizationId, keyId } } }));

export interface PanelKeyFilter {
  readonly search?: string | undefined;
  readonly state?: PanelKey['state'] | undefined;
}

/** What is on a panel, on its way there or off it. */
export const panelKeysQuery = (cameraId: number, filter: PanelKeyFilter) =>
  infiniteQueryOptions({
    queryKey: ['keys', 'panel', cameraId, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(ofPanel, { params: { path: { id: cameraId }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((key) => key.state !== 'written')) ? ANEW_MS : false,
  });

/** Whatever waits for its next attempt is tried now. */
export const retryPanelKeys = (cameraId: number) =>
  answer(api.POST(`${ofPanel}/retry`, { params: { path: { id: cameraId } } }));
