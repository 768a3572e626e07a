import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useWords } from '../useWords.ts';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

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

const NONE = {};

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
    enableRowSelection: onSelection !== undefined,
    state: { columnVisibility: props.visible ?? NONE, rowSelection: selection },
    onRowSelectionChange: (update) => onSelection?.(typeof update === 'function' ? update({ ...selection }) : update),
  });
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
                  checked={table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
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
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} data-selected={row.getIsSelected() || undefined}>
            {onSelection !== undefined && (
              <td className={styles.check}>
                <Checkbox
                  aria-label={t('list.select')}
                  checked={row.getIsSelected()}
                  onChange={row.getToggleSelectedHandler()}
                />
              </td>
            )}
            {row.getVisibleCells().map((cell) => {
              const column = columnOf(cell.column.id);
              return (
                <td key={cell.id} data-label={column?.header} data-numeric={column?.numeric}>
                  <div className={styles.value}>
                    <table.FlexRender cell={cell} />
                  </div>
                </td>
              );
            })}
          </tr>
        ))}
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
