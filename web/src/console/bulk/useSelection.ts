import { useMemo, useState } from 'react';
import type { Picked } from '../../ui/form/pickers.tsx';
import type { Selection } from '../../ui/table/DataTable.tsx';

/** Chosen rows of a list, with their names, also those that no page on the screen holds. Another filter forgets them. */
export function useSelection(rows: readonly Picked[], filter: unknown) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const key = JSON.stringify(filter);
  const [known, setKnown] = useState(key);
  if (known !== key) {
    setKnown(key);
    setChosen(new Map());
  }
  const selection = useMemo<Selection>(
    () => Object.fromEntries([...chosen.keys()].map((id) => [String(id), true])),
    [chosen],
  );
  const picked = useMemo<readonly Picked[]>(() => [...chosen].map(([id, title]) => ({ id, title })), [chosen]);
  const pick = (items: readonly Picked[]) => setChosen(new Map(items.map(({ id, title }) => [id, title])));
  return {
    selection,
    picked,
    pick,
    /** What the table's checkboxes say. */
    onSelection: (next: Selection) => {
      const titles = new Map([...chosen, ...rows.map(({ id, title }) => [id, title] as const)]);
      const ids = Object.keys(next).filter((id) => next[id]);
      pick(ids.map((id) => ({ id: Number(id), title: titles.get(Number(id)) ?? id })));
    },
  };
}
