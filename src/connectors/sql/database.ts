import type { Latin1Holds } from './mysql-session.ts';

/** A provider's database, read by its own queries; rows by column name. */
export interface BillingDatabase {
  readonly placeholder: (position: number) => string;
  query(text: string, values: readonly string[], signal: AbortSignal): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: URL;
  readonly password: string | undefined;
  /** No statement takes longer. */
  readonly timeoutMs: number;
  readonly connections: number;
  /** Of MySQL and MariaDB alone; undefined: columns hold what they call themselves. */
  readonly latin1Holds: Latin1Holds | undefined;
}

export const APPLICATION = 'vedette connector';
