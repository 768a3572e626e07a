import { useMutation, useQueryClient } from '@tanstack/react-query';
import { setFavorite } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';

/** The star changes at once; a refusal changes it back. */
export function useFavorite(camera: Camera) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (favorite: boolean) => setFavorite(camera.id, favorite),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['cameras', 'list'] }),
        queries.invalidateQueries({ queryKey: ['cameras', 'one', camera.id] }),
      ]),
  });
  const on = change.isPending ? change.variables : camera.favorite;
  return { on, toggle: () => change.mutate(!on) };
}
