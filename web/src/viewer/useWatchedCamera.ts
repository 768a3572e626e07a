import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { cameraQuery } from '../api/cameras.ts';
import type { Camera } from '../api/types.ts';

const BARRED_MS = 2500;
const CALM_MS = 10_000;

/** True when the viewer may not see it now: a block stands, or the right is gone. */
export function isBarred(camera: Camera): boolean {
  return camera.playback === null || camera.status.state === 'blocked' || !camera.rights.view;
}

/** A camera while somebody looks at it: asked for often while it is barred, so that it comes back by itself. */
export function useWatchedCamera(id: number) {
  const query = useQuery({
    ...cameraQuery(id),
    refetchInterval: ({ state }) => (state.data !== undefined && isBarred(state.data) ? BARRED_MS : CALM_MS),
  });
  return { camera: query.data };
}

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
