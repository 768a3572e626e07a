import { useBlocker } from '@tanstack/react-router';
import { useKept } from '../../app/kept.ts';
import { useWords } from '../useWords.ts';

/** Asks before what is not saved is left: the page, its tab, or the browser's tab. */
export function useUnsaved(dirty: boolean): void {
  const { t } = useWords();
  useKept(dirty);
  useBlocker({
    shouldBlockFn: ({ current, next }) => {
      const isSame = current.pathname === next.pathname && tabOf(current.search) === tabOf(next.search);
      return dirty && !isSame && !window.confirm(t('form.unsaved'));
    },
    enableBeforeUnload: () => dirty,
  });
}

const tabOf = (search: object): unknown => ('tab' in search ? search.tab : undefined);
