import { useState } from 'react';
import { readStored, writeStored } from '../../app/stored.ts';
import type { Column } from './column.ts';

/** Which columns are shown; remembered in this browser by the list's name. */
export function useColumns<T>(name: string, columns: readonly Column<T>[]) {
  const key = `columns.${name}`;
  const [visible, setVisible] = useState<Record<string, boolean>>(() => ({
    ...Object.fromEntries(columns.map((column) => [column.id, column.optional !== true])),
    ...stored(key),
  }));
  return {
    visible,
    toggle: (id: string) => {
      const next = { ...visible, [id]: visible[id] === false };
      setVisible(next);
      writeStored(key, JSON.stringify(next));
    },
  };
}

function stored(key: string): Record<string, boolean> {
  try {
    return JSON.parse(readStored(key) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}
