import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CameraRights } from '../../api/types.ts';
import { cameraRightsQuery, setCameraRights } from '../../api/users.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';

export const NO_RIGHTS: CameraRights = {
  live: false,
  archive: false,
  download: false,
  snapshot: false,
  ptz: false,
  edit: false,
};

/** Sets a user's rights on a camera; the switch moves at once, and what the server says stands after it. */
export function useSetRights(userId: number) {
  const { a } = useWords();
  const queries = useQueryClient();
  const { queryKey } = cameraRightsQuery(userId);
  return useMutation({
    mutationFn: ({ cameraId, rights, join }: { cameraId: number; rights: CameraRights; join?: boolean }) =>
      setCameraRights(userId, cameraId, join ? { ...rights, join } : rights),
    scope: { id: `rights-${userId}` },
    onMutate: async ({ cameraId, rights }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(
        queryKey,
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              items: page.items.map((row) => (row.camera.id === cameraId ? { ...row, given: rights, rights } : row)),
            })),
          },
      );
    },
    onError: (error) => showProblem(a, error),
    // A member of another organization since: the user's card names it.
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
}
