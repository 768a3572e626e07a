/**
 * What PostgreSQL, its client and the system call a database that is away, or about to be: connections that end (08,
 * 57P01 to 57P05), a lack of memory, disk or connections (53), disks that fail (58030), a standby that takes no writes
 * (25006).
 */
const SQLSTATES = /^(08|53|57P0|58030|25006)/;
const CLIENT_CODES = /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/;
const SYSTEM_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
/** What PostgreSQL has no code of its own for it tells by the system's words alone. */
const DISKS: readonly (readonly [kind: OutageKind, code: string, words: RegExp])[] = [
  ['full', '53100', /^/],
  ['quota', 'XX000', /: Disk quota exceeded$/],
  ['read_only', '42501', /: Read-only file system$/],
  ['failing', '58030', /: Input\/output error$/],
];

/** No connection of the pool became free in time: there is more to do than the database can. */
export class NoConnectionFree extends Error {
  readonly code = 'NO_CONNECTION_FREE';

  constructor() {
    super('No connection to the database became free in time');
  }
}

/** The database takes connections and says nothing. */
export class DatabaseSilent extends Error {
  readonly code = 'DATABASE_SILENT';

  constructor(seconds: number) {
    super(`The database has not answered for ${seconds} s`);
  }
}

/**
 * `busy`: all connections are taken; `away`: it cannot be reached, starts, stops or hangs; the others are of its disk:
 * full, at the end of its quota, mounted read-only, failing.
 */
export type OutageKind = 'away' | 'busy' | 'full' | 'quota' | 'read_only' | 'failing';

/** Undefined: the error is something else. The same may be asked again, and it may have happened all the same. */
export function outageOf(error: unknown): OutageKind | undefined {
  if (error instanceof NoConnectionFree) return 'busy';
  if (error instanceof DatabaseSilent) return 'away';
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return undefined;
  if (error.name === 'PostgresError') {
    const disk = DISKS.find(([, one, words]) => one === code && words.test(error.message));
    if (disk) return disk[0];
    return SQLSTATES.test(code) ? 'away' : undefined;
  }
  if (CLIENT_CODES.test(code)) return 'away';
  return typeof syscall === 'string' && SYSTEM_CALLS.has(syscall) ? 'away' : undefined;
}

/** Whether the connection that said so is gone, or will be in a moment. */
export function breaksConnection(error: unknown): boolean {
  if (outageOf(error) !== 'away') return false;
  const { name, code } = error as { name: string; code: string };
  return name !== 'PostgresError' || /^(08|57P0)/.test(code);
}
