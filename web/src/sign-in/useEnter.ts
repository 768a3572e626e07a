import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { may } from '../app/may.ts';
import { startOf } from '../app/routes/paths.ts';

/** Takes whoever has just signed in to where they start; nothing of who was here before is kept, nor the page itself. */
export function useEnter() {
  const router = useRouter();
  const queries = useQueryClient();
  return async (me: Me, next?: string) => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, me);
    await router.invalidate();
    router.history.replace(startOf(may(me, 'console.open'), next));
  };
}
