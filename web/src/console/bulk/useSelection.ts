import { useMemo, useState } from 'react';
import type { Selection } from '../../ui/table/DataTable.tsx';

const NONE: ReadonlySet<number> = new Set();

/**
 * Chosen rows of a list, also those that no page on the screen holds: exactly these are changed, whatever matches
 * meanwhile. Another filter forgets them. `shown`: ids of the rows on the screen.
 */
export function useSelection(shown: readonly number[], filter: unknown) {
  const [chosen, setChosen] = useState(NONE);
  const key = JSON.stringify(filter);
  const [known, setKnown] = useState(key);
  if (known !== key) {
    setKnown(key);
    setChosen(NONE);
  }
  const shownKey = shown.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are new at each drawing, their ids are not
  const selection = useMemo<Selection>(
    () => Object.fromEntries(shown.filter((id) => chosen.has(id)).map((id) => [String(id), true])),
    [chosen, shownKey],
  );
  return {
    selection,
    chosen,
    choose: (ids: readonly number[]) => setChosen(new Set(ids)),
    /** What the table's checkboxes say of the rows on the screen. */
    onSelection: (next: Selection) => {
      const ids = new Set(chosen);
      for (const id of shown) {
        if (next[id]) ids.add(id);
        else ids.delete(id);
      }
      setChosen(ids);
    },
  };
}
