import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';
import { sessionQuery } from '../api/session.ts';

/** Answers are good for 20 s; what the client did wrong is not asked again, what the network did is. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
    },
  },
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
});

/** The session ended (elsewhere, or by age): the shell sees it in the query and goes to the sign-in page. */
function noticeSignedOut(error: unknown): void {
  if (error instanceof Problem && error.code === 'unauthenticated') {
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }
}
