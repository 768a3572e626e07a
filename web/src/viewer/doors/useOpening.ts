import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openDoor } from '../../api/doors.ts';
import type { Door } from '../../api/types.ts';

/** How long a door is said to be open: about as long as its lock stays so. */
const OPEN_MS = 5000;

/** One press, one opening: never repeated by itself, never kept for later. */
export function useOpening({ id }: Door) {
  const queries = useQueryClient();
  const { mutate, isPending, isSuccess, error, reset } = useMutation({
    mutationFn: () => openDoor(id),
    retry: false,
    onSettled: () => queries.invalidateQueries({ queryKey: ['doors'] }),
  });
  useEffect(() => {
    if (!isSuccess) return;
    const timer = window.setTimeout(reset, OPEN_MS);
    return () => window.clearTimeout(timer);
  }, [isSuccess, reset]);
  const state = isPending ? 'opening' : isSuccess ? 'opened' : error !== null ? 'failed' : 'idle';
  return { state, error, open: () => state !== 'opening' && state !== 'opened' && mutate(), forget: reset } as const;
}
