import type { Said } from '../../errors.ts';

/** A cell as the spreadsheet shows it; `address` as people name it: `B7`. */
export interface TableCell {
  readonly text: string;
  readonly address: string;
  /** Why its text cannot be trusted. */
  readonly problem?: 'cell_formula' | 'cell_error' | 'cell_number_cut' | 'cell_merged';
}

/** `line` as the spreadsheet counts, from 1 on. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly TableCell[];
}

export const KEY_COLUMNS = ['flat', 'key', 'comment', 'contract'] as const;
export type KeyColumn = (typeof KEY_COLUMNS)[number];

/** A key as a row of the table names it. */
export interface KeyRow {
  readonly line: number;
  readonly flat: string;
  readonly digits: string;
  /** Null: the table says nothing of it. */
  readonly comment: string | null;
  readonly contract: string | null;
}

export interface RowFault {
  readonly line: number;
  readonly column: KeyColumn;
  readonly said: Said;
}

/** What taking the table would do to one key of one contract. */
export interface KeyDifference {
  readonly action: 'add' | 'comment' | 'remove';
  readonly organizationId: number;
  readonly organization: string;
  readonly flat: string;
  readonly digits: string;
  readonly comment: string;
}

export interface KeyTablePreview {
  /** Names the table and what it would change: whoever commits says it. */
  readonly hash: string;
  readonly expiresAt: Date;
  /** Keys of the panel's contracts that the table does not have are taken away. */
  readonly replace: boolean;
  readonly counts: {
    readonly add: number;
    readonly comment: number;
    readonly remove: number;
    readonly same: number;
    readonly faulty: number;
  };
  /** The first of them. */
  readonly differences: readonly KeyDifference[];
  readonly faults: readonly RowFault[];
}
