import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery, signOut } from '../api/session.ts';
import { giveUpTyped } from './kept.ts';
import { paths } from './routes/paths.ts';
import { supportTab } from './supportTab.ts';

/** Signs out, and keeps nothing here of whoever it was, even while the server is away. */
export function useLeave() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signOut,
    onSettled: async () => {
      giveUpTyped();
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      await navigate(supportTab() === null ? { to: paths.signIn, search: {} } : { to: paths.asUserEnded });
    },
  });
}
