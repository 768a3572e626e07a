import { useQuery } from '@tanstack/react-query';
import { loadConsoleWords } from '../app/i18n.ts';
import type { ConsolePlace } from '../app/routes/consolePlaces.ts';

/**
 * The console's main pages of whoever may open it, once they were `wanted` and both the list and the console's words are loaded; `undefined`
 * before and for others. The viewer's first page does without either.
 */
export function useConsolePlaces(mayOpenConsole: boolean, wanted: boolean): readonly ConsolePlace[] | undefined {
  const { data } = useQuery({
    queryKey: ['consolePlaces'],
    queryFn: loadPlaces,
    enabled: mayOpenConsole && wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return mayOpenConsole ? data : undefined;
}

async function loadPlaces(): Promise<readonly ConsolePlace[]> {
  const [{ places }] = await Promise.all([import('../console/pages.ts'), loadConsoleWords()]);
  return places;
}
