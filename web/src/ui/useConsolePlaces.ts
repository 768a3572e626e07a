import { useQuery } from '@tanstack/react-query';
import type { Me } from '../api/types.ts';
import { loadConsoleWords } from '../app/i18n.ts';
import { may } from '../app/may.ts';
import type { ConsolePlace } from '../app/routes/consolePlaces.ts';

/**
 * The console's main pages of whoever may open it, once they were `wanted` and both the list and the console's words are loaded; `undefined`
 * before and for others. The viewer's first page does without either.
 */
export function useConsolePlaces(me: Me, wanted: boolean): readonly ConsolePlace[] | undefined {
  const mayOpenConsole = may(me, 'console.open');
  const { data } = useQuery({
    queryKey: ['consolePlaces', me.user.id, me.actions],
    queryFn: () => loadPlaces(me),
    enabled: mayOpenConsole && wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return mayOpenConsole ? data : undefined;
}

async function loadPlaces(me: Me): Promise<readonly ConsolePlace[]> {
  const [{ placesOf }] = await Promise.all([import('../console/pages.ts'), loadConsoleWords()]);
  return placesOf(me);
}
