import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { cameraQuery } from '../../api/cameras.ts';
import { contractsQuery } from '../../api/contracts.ts';
import { Problem } from '../../api/problems/problem.ts';
import type { Camera } from '../../api/types.ts';

const BARRED_MS = 2500;
const CALM_MS = 10_000;

/** True when the viewer may not see it now: a block stands, or the right is gone. */
export function isBarred(camera: Camera): boolean {
  return camera.playback === null || camera.status.state === 'blocked' || !camera.rights.view;
}

/** A camera while somebody looks at it: asked for often while it is barred, so that it comes back by itself. */
export function useWatchedCamera(id: number) {
  const { data, error } = useQuery({
    ...cameraQuery(id),
    refetchInterval: ({ state }) =>
      state.error !== null || (state.data !== undefined && isBarred(state.data)) ? BARRED_MS : CALM_MS,
  });
  const queries = useQueryClient();
  const gone = data !== undefined && isRefused(error);
  useEffect(() => {
    // Why, the contracts may tell.
    if (gone) void queries.invalidateQueries({ queryKey: contractsQuery.queryKey });
  }, [gone, queries]);
  return { camera: gone ? takenAway(data) : data };
}

const isRefused = (error: Error | null) => error instanceof Problem && (error.status === 403 || error.status === 404);

/** The right went while it was looked at, as it does when a contract is not paid: the page stays, without a picture. */
const takenAway = (camera: Camera): Camera => ({
  ...camera,
  playback: null,
  blocks: [],
  rights: { ...camera.rights, view: false },
  status: { ...camera.status, state: 'blocked', recording: false },
});

/** Asks for the camera anew when the player has trouble: a token may have changed, access may have ended. */
export function useRefresh(id: number): () => void {
  const queries = useQueryClient();
  const last = useRef(0);
  return useCallback(() => {
    if (Date.now() - last.current < 1500) return;
    last.current = Date.now();
    void queries.invalidateQueries({ queryKey: cameraQuery(id).queryKey });
  }, [queries, id]);
}
