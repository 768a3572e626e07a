import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { CameraRights, GivenRights } from '../../api/types.ts';
import { setCameraRights } from '../../api/users.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';

/** Rights by camera that were switched and are not saved yet. */
export function useRightsDrafts(userId: number) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [drafts, setDrafts] = useState<Readonly<Record<number, CameraRights>>>({});
  const count = Object.keys(drafts).length;
  const saving = useMutation({
    mutationFn: async () => {
      const saved = new Set<string>();
      try {
        // One after the other: what is refused leaves those before it saved, and itself and the rest to be saved.
        for (const [id, rights] of Object.entries(drafts)) {
          await setCameraRights(userId, Number(id), rights);
          saved.add(id);
        }
      } finally {
        // The saved ones stay drafts until the list has them, so that no switch goes back for a moment.
        await queries.invalidateQueries({ queryKey: ['users'] });
        setDrafts((old) => Object.fromEntries(Object.entries(old).filter(([id]) => !saved.has(id))));
      }
    },
    onError: (error) => showProblem(a, error),
  });
  useBlocker({
    shouldBlockFn: () => count > 0 && !saving.isPending && !window.confirm(t('form.unsaved')),
    enableBeforeUnload: () => count > 0,
  });
  return {
    count,
    saving: saving.isPending,
    save: () => saving.mutate(),
    undo: () => setDrafts({}),
    of: useCallback((row: GivenRights) => drafts[row.camera.id] ?? row.given, [drafts]),
    change: useCallback(
      (cameraId: number, rights: CameraRights) => setDrafts((old) => ({ ...old, [cameraId]: rights })),
      [],
    ),
  };
}

export type RightsDrafts = ReturnType<typeof useRightsDrafts>;
