import type { Duplex } from 'node:stream';
import postgres from 'postgres';
import { ARRAY_TYPES } from './arrays.ts';
import { forgetCallers } from './callers.ts';
import { PADDING, type Target } from './socket.ts';

/** A connection pool; rows come back in camelCase, int8 as a number, timestamptz as a Date. */
export type Sql = postgres.Sql<{ int8: number }>;
/** One transaction of it. */
export type Tx = postgres.TransactionSql<{ int8: number }>;
/** One connection, until it is released. */
export type ReservedSql = postgres.ReservedSql<{ int8: number }>;
/** Either: for queries that do not care. */
export type Db = Sql | Tx;

/** A piece of a statement. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

export interface SqlOptions {
  /** Connections at the most. */
  readonly max?: number;
  readonly applicationName?: string;
  /** False for list queries' pools: a named statement's generic plan is ten times dearer on uneven organizations. */
  readonly prepare?: boolean;
  /** False: no connection of it is reserved, and none asks which types are arrays. */
  readonly arrays?: boolean;
  /** A statement that takes longer is ended with code 57014; none: as long as it takes. */
  readonly statementTimeoutMs?: number;
  /** Makes each connection's socket, or one that fails; undefined: the client does. */
  readonly connect?: (target: Target) => Promise<Duplex>;
}

/** Nobody waits longer for a connection to be made. */
const CONNECT_SECONDS = 5;
/** After a connection was lost or refused; the client's own pauses grow to 20 s, long after the database is back. */
const PAUSES = { first: 0.01, longest: 0.25 };

/** `url` may name a unix socket: `postgres://user@/name?host=/path/to/folder`. */
export function openSql(url: string, options: SqlOptions = {}): Sql {
  const socket = unixSocket(url);
  const settings: postgres.Options<{ int8: postgres.PostgresType<number> }> = {
    max: options.max ?? 16,
    idle_timeout: 0,
    connect_timeout: CONNECT_SECONDS,
    backoff: (failures: number) => Math.min(PAUSES.longest, PAUSES.first * 2 ** failures),
    // The types of the client leave it out.
    ...(options.connect === undefined ? {} : ({ socket: options.connect } as object)),
    prepare: options.prepare ?? true,
    fetch_types: options.arrays ?? true,
    // Not postgres.camel: that one renames the keys inside stored JSON too.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
    types: { int8: { to: 20, from: [20], serialize: String, parse: Number }, ...ARRAY_TYPES },
    // Nobody waits for a lock, or holds one while doing nothing, longer than a client would.
    connection: {
      application_name: options.applicationName ?? 'vedette',
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 120_000,
      ...(options.connect === undefined ? {} : PADDING),
      ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    },
    onnotice: () => undefined,
  };
  return forgetCallers((socket ? postgres({ ...socket, ...settings }) : postgres(url, settings)) as Sql);
}

function unixSocket(url: string) {
  const parsed = new URL(url.replace(/^(postgres(?:ql)?:\/\/[^/@]*@)\//, '$1localhost/'));
  const folder = parsed.searchParams.get('host');
  if (folder === null) return undefined;
  return {
    path: `${folder}/.s.PGSQL.${parsed.searchParams.get('port') ?? '5432'}`,
    username: decodeURIComponent(parsed.username),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}
