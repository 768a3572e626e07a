import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useCallback, useMemo, useRef } from 'react';
import { useWords } from '../useWords.ts';
import type { Column } from './column.ts';
import { DataRow } from './DataRow.tsx';
import styles from './DataTable.module.css';

const features = tableFeatures({ columnVisibilityFeature });

export type Selection = Readonly<Record<string, boolean>>;

interface DataTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  readonly visible?: Readonly<Record<string, boolean>>;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  readonly selection?: Selection;
  readonly onSelection?: (selection: Selection) => void;
  readonly stale?: boolean;
}

const NONE: Readonly<Record<string, boolean>> = {};

/** Rows of one page after another; on a phone each row is a small card. Sorting and paging are the server's. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { t } = useWords();
  const { columns, selection = NONE, onSelection, sort, onSort } = props;
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: () => column.header,
        cell: ({ row }: { row: { original: T } }) => column.cell(row.original),
      })),
    [columns],
  );
  const data = useMemo(() => [...props.rows], [props.rows]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: props.rowId,
    state: { columnVisibility: props.visible ?? NONE },
  });
  const shown = useMemo(() => columns.filter(({ id }) => props.visible?.[id] !== false), [columns, props.visible]);
  const latest = useRef({ selection, onSelection });
  latest.current = { selection, onSelection };
  const select = useCallback((id: string, on: boolean) => {
    const { selection: before, onSelection: tell } = latest.current;
    tell?.({ ...before, [id]: on });
  }, []);
  const ids = props.rows.map(props.rowId);
  const chosen = ids.filter((id) => selection[id]).length;
  const all = ids.length > 0 && chosen === ids.length;
  const columnOf = (id: string) => columns.find((column) => column.id === id);

  return (
    <table className={styles.table} aria-label={props.label} data-stale={props.stale || undefined}>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {onSelection !== undefined && (
              <th className={styles.check}>
                <Checkbox
                  aria-label={t('list.selectAll')}
                  checked={all}
                  indeterminate={chosen > 0 && !all}
                  onChange={() => onSelection({ ...selection, ...Object.fromEntries(ids.map((id) => [id, !all])) })}
                />
                <span className={styles.all} aria-hidden="true">
                  {t('list.all')}
                </span>
              </th>
            )}
            {group.headers.map((header) => {
              const column = columnOf(header.column.id);
              return (
                <th
                  key={header.id}
                  data-numeric={column?.numeric}
                  {...(column?.sort === undefined ? {} : { 'aria-sort': direction(column.sort, sort) })}
                >
                  {column?.sort === undefined || onSort === undefined ? (
                    column?.header
                  ) : (
                    <SortButton name={column.header} by={column.sort} sort={sort} onSort={onSort} />
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {props.rows.map((row) => {
          const id = props.rowId(row);
          return (
            <DataRow
              key={id}
              id={id}
              row={row}
              columns={shown}
              selected={selection[id] === true}
              select={onSelection === undefined ? undefined : t('list.select')}
              onSelect={select}
            />
          );
        })}
      </tbody>
    </table>
  );
}

function direction(by: string, sort: string | undefined): 'ascending' | 'descending' | 'none' {
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : 'none';
}

interface SortButtonProps {
  readonly name: string;
  readonly by: string;
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

function SortButton({ name, by, sort, onSort }: SortButtonProps) {
  const Icon = sort === by ? IconArrowUp : sort === `-${by}` ? IconArrowDown : IconSelector;
  return (
    <UnstyledButton className={styles.sort} onClick={() => onSort(sort === by ? `-${by}` : by)}>
      {name}
      <Icon size={15} stroke={1.8} aria-hidden="true" />
    </UnstyledButton>
  );
}
