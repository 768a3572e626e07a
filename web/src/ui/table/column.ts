import type { ReactNode } from 'react';

export interface Column<T> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  /** What the server sorts by; absent: not by this. */
  readonly sort?: string;
  /** Not shown until chosen. */
  readonly optional?: boolean;
  /** Right-aligned, tabular digits. */
  readonly numeric?: boolean;
}
