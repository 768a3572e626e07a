import { memo, type ReactElement } from 'react';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';

interface DataRowProps<T> {
  readonly row: T;
  readonly id: string;
  /** Those that are shown. */
  readonly columns: readonly Column<T>[];
  readonly selected: boolean;
  /** What its checkbox is called; absent: there is none. */
  readonly select?: string | undefined;
  readonly onSelect: (id: string, selected: boolean) => void;
}

/**
 * Drawn again only when something of it is different: a list may have a thousand rows on the page, and one checkbox
 * that is ticked must not draw them all. For the same reason the checkbox is the browser's own.
 */
export const DataRow = memo(function DataRow<T>({ row, id, columns, selected, select, onSelect }: DataRowProps<T>) {
  return (
    <tr data-selected={selected || undefined}>
      {select !== undefined && (
        <td className={styles.check}>
          <input
            type="checkbox"
            className={styles.box}
            aria-label={select}
            checked={selected}
            onChange={(event) => onSelect(id, event.currentTarget.checked)}
          />
        </td>
      )}
      <Cells row={row} columns={columns} />
    </tr>
  );
}) as <T>(props: DataRowProps<T>) => ReactElement;

/** Apart from the checkbox, so that all rows are selected without drawing what they hold. */
const Cells = memo(function Cells<T>({ row, columns }: Pick<DataRowProps<T>, 'row' | 'columns'>) {
  return columns.map((column) => (
    <td key={column.id} data-label={column.header} data-numeric={column.numeric}>
      <div className={styles.value}>{column.cell(row)}</div>
    </td>
  ));
}) as <T>(props: Pick<DataRowProps<T>, 'row' | 'columns'>) => ReactElement;
