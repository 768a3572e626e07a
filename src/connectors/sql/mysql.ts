import { createPool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { ConnectorError } from '../../core/contracts/connector.ts';
import { APPLICATION, type BillingDatabase, type DatabaseOptions } from './database.ts';

const MOST_WAITING = 500;

/**
 * MySQL and MariaDB. Every connection reads only, and its statements end by themselves, before its first query is sent;
 * a query that is not waited for any more takes its connection with it, so that a server that hangs holds none.
 */
export function mysqlDatabase({ url, password, timeoutMs, connections }: DatabaseOptions): BillingDatabase {
  const socket = url.searchParams.get('socket');
  const tls = url.searchParams.get('sslmode');
  const pool = createPool({
    ...(socket === null
      ? { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3306) }
      : { socketPath: socket }),
    user: decodeURIComponent(url.username),
    password: password ?? decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(tls === 'require' || tls === 'verify-full' ? { ssl: { rejectUnauthorized: tls === 'verify-full' } } : {}),
    connectionLimit: connections,
    queueLimit: MOST_WAITING,
    connectTimeout: timeoutMs,
    multipleStatements: false,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    maxPreparedStatements: 100,
    connectAttributes: { program_name: APPLICATION },
  });
  const ready = new WeakSet<object>();
  return {
    placeholder: () => '?',
    query: async (text, values, signal) => {
      const connection = await taken(pool.getConnection(), signal);
      let whole = false;
      const leave = () => connection.destroy();
      signal.addEventListener('abort', leave, { once: true });
      try {
        if (!ready.has(connection.connection)) {
          await makeReadOnly(connection, timeoutMs);
          ready.add(connection.connection);
        }
        const [rows] = await connection.execute<RowDataPacket[]>(text, [...values]);
        whole = true;
        return rowsOf(rows);
      } catch (cause) {
        whole = isRefusal(cause);
        throw inWords(cause);
      } finally {
        signal.removeEventListener('abort', leave);
        if (whole && !signal.aborted) connection.release();
        else connection.destroy();
      }
    },
    close: () => pool.end(),
  };
}

async function makeReadOnly(connection: PoolConnection, timeoutMs: number): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>('select version() as version');
  const maria = /mariadb/i.test(String(rows[0]?.version));
  await connection.query(
    maria
      ? `set session max_statement_time = ${timeoutMs / 1000}`
      : `set session max_execution_time = ${Math.ceil(timeoutMs)}`,
  );
  await connection.query('set session transaction read only');
}

/** A procedure answers with several lists and a summary: its first list is meant. */
function rowsOf(rows: unknown): readonly unknown[] {
  const list = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0] : rows;
  if (!Array.isArray(list)) throw new ConnectorError('nonsense', 'the query gives no rows: it has to be a select');
  return list;
}

/** One that comes too late is given back at once. */
async function taken(asked: Promise<PoolConnection>, signal: AbortSignal): Promise<PoolConnection> {
  const connection = await asked.catch((cause: unknown) => {
    throw inWords(cause);
  });
  if (!signal.aborted) return connection;
  connection.release();
  throw new ConnectorError('unreachable', 'no connection came free in time');
}

/** The server has read the query and said no: the connection is good. */
const isRefusal = (cause: unknown): boolean => {
  const { sqlState, fatal } = cause as { sqlState?: unknown; fatal?: unknown };
  return typeof sqlState === 'string' && fatal !== true;
};

/** A query that the server does not take, or that writes, is the configuration's mistake; the rest may pass. */
function inWords(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError) return cause;
  const { code, message, sqlState } = cause as { code?: string; message?: string; sqlState?: string };
  const kind = /^(42|22|21|25006)/.test(sqlState ?? '') ? 'nonsense' : 'unreachable';
  return new ConnectorError(kind, `the database says: ${message || code || String(cause)}`, { cause });
}
