import type { Reason } from '../../refusals/index.ts';

/** A file of addresses that was read: looked at first, then taken in. */
export interface AddressImport {
  readonly id: number;
  readonly fileName: string;
  readonly format: 'csv' | 'json';
  readonly charset: string;
  /** read: nothing is changed yet; applying: it is being taken in; done. */
  readonly state: 'read' | 'applying' | 'done';
  readonly made: number;
  readonly changed: number;
  /** As the directory has them already. */
  readonly skipped: number;
  /** Known below the same parent by the same title and another code: nothing is changed. */
  readonly mismatched: number;
  readonly bad: number;
  /** Rows that were looked at while it is taken in, of all. */
  readonly applied: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly committedAt: Date | null;
  readonly doneAt: Date | null;
}

/** A row that is not taken in, and why. */
export interface LeftRow {
  readonly n: number;
  readonly code: string;
  readonly title: string;
  readonly verdict: 'bad' | 'mismatched';
  readonly problem: Reason | null;
  /** Of a mismatched one: the code that the directory has. */
  readonly sameAs: string | null;
}
