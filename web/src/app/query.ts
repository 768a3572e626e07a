import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problems/problem.ts';
import { sessionQuery } from '../api/session.ts';

/**
 * Answers are good for 20 s; what the client did wrong is not asked again, what the network did is. Asked whatever the
 * browser thinks of the network: the server may stand in the same house, and a door must not open by itself once the
 * network is back.
 */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      networkMode: 'always',
      retry: (count, error) => count < 2 && mayPass(error),
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({ onError: (error, query) => noticeEnd(error, query.queryKey) }),
  mutationCache: new MutationCache({ onError: (error) => noticeEnd(error, []) }),
});

function mayPass(error: unknown): boolean {
  if (!(error instanceof Problem)) return true;
  return error.status === 0 ? navigator.onLine : error.status >= 500;
}

/**
 * The session ended, elsewhere or by age: the shell sees it in the query and goes to the sign-in page. A refusal may
 * mean that the user has been blocked: the session knows, and why.
 */
function noticeEnd(error: unknown, key: readonly unknown[]): void {
  if (!(error instanceof Problem) || key[0] === sessionQuery.queryKey[0]) return;
  if (error.code === 'unauthenticated') queryClient.setQueryData(sessionQuery.queryKey, null);
  if (error.status === 403) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
