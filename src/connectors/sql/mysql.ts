import {
  createConnection,
  createPool,
  type PoolConnection,
  type PoolOptions,
  type RowDataPacket,
} from 'mysql2/promise';
import { ConnectorError } from '../../core/billing/connector.ts';
import { APPLICATION, type BillingDatabase, type DatabaseOptions } from './database.ts';
import { isAnswer, mysqlFailure, mysqlRefusal } from './mysql-failure.ts';
import { type Latin1Holds, openSession, type Session } from './mysql-session.ts';
import { textReader } from './mysql-text.ts';

const MAX_WAITING = 500;

/**
 * MySQL and MariaDB. Every connection reads only, and its statements end by themselves where the server can do so, before
 * its first query is sent; a query that is not waited for any more takes its connection with it, so that a server that
 * hangs holds none, and one that cannot end it by itself is told to.
 */
export function mysqlDatabase(options: DatabaseOptions): BillingDatabase {
  const { timeoutMs, connections, latin1Holds } = options;
  const account = accountOf(options);
  const pool = createPool({
    ...account,
    connectionLimit: connections,
    queueLimit: MAX_WAITING,
    multipleStatements: false,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    maxPreparedStatements: 100,
    ...(latin1Holds === undefined ? {} : honest(latin1Holds)),
  });
  const sessions = new WeakMap<object, Session>();
  return {
    placeholder: () => '?',
    query: async (text, values, signal) => {
      const connection = await taken(pool.getConnection(), signal);
      let whole = false;
      const leave = () => {
        connection.destroy();
        if (sessions.get(connection.connection)?.endsStatements === false) endElsewhere(account, connection.threadId);
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        if (!sessions.has(connection.connection))
          sessions.set(connection.connection, await openSession(connection, timeoutMs, latin1Holds).catch(refused));
        const [rows] = await connection.execute<RowDataPacket[]>(text, [...values]);
        whole = true;
        return rowsOf(rows);
      } catch (cause) {
        whole = isAnswer(cause);
        throw mysqlFailure(cause);
      } finally {
        signal.removeEventListener('abort', leave);
        if (whole && !signal.aborted) connection.release();
        else connection.destroy();
      }
    },
    close: () => pool.end(),
  };
}

/** Queries are written in what the columns hold, and stay so whatever the session is told that it speaks. */
const honest = (latin1Holds: Latin1Holds): PoolOptions => ({
  typeCast: textReader(latin1Holds),
  charset: latin1Holds === 'utf-8' ? 'UTF8MB4_GENERAL_CI' : 'CP1251_GENERAL_CI',
  flags: ['-SESSION_TRACK'],
});

function accountOf({ url, password, timeoutMs }: DatabaseOptions): PoolOptions {
  const socket = url.searchParams.get('socket');
  const tls = url.searchParams.get('sslmode');
  return {
    ...(socket === null
      ? { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3306) }
      : { socketPath: socket }),
    user: decodeURIComponent(url.username),
    password: password ?? decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(tls === 'require' || tls === 'verify-full' ? { ssl: { rejectUnauthorized: tls === 'verify-full' } } : {}),
    connectTimeout: timeoutMs,
    connectAttributes: { program_name: APPLICATION },
  };
}

/** A server reads on for somebody who hung up. It is told by a connection of its own, for whose end nobody waits. */
function endElsewhere(account: PoolOptions, threadId: number): void {
  void createConnection(account)
    .then(async (connection) => {
      const limit = setTimeout(() => connection.destroy(), account.connectTimeout).unref();
      await connection.query(`kill ${threadId}`).finally(() => clearTimeout(limit));
      await connection.end();
    })
    // It has ended meanwhile, or the server answers nobody.
    .catch(() => undefined);
}

const refused = (cause: unknown): never => {
  throw mysqlRefusal(cause);
};

/** A procedure answers with several lists and a summary: its first list is meant. */
function rowsOf(rows: unknown): readonly unknown[] {
  const list = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0] : rows;
  if (!Array.isArray(list)) throw new ConnectorError('nonsense', 'the query gives no rows: it has to be a select');
  return list;
}

/** One that comes too late is given back at once. */
async function taken(asked: Promise<PoolConnection>, signal: AbortSignal): Promise<PoolConnection> {
  const connection = await asked.catch(refused);
  if (!signal.aborted) return connection;
  connection.release();
  throw new ConnectorError('unreachable', 'no connection came free in time');
}
