import postgres from 'postgres';
import { APPLICATION, type BillingDatabase, type DatabaseOptions } from './database.ts';
import { postgresFailure } from './postgres-failure.ts';

/**
 * PostgreSQL. Every session reads only and its statements end by themselves. A query that is not waited for any more is
 * on a server that hangs: its whole pool is given up, and the next query has a new one.
 */
export function postgresDatabase(options: DatabaseOptions): BillingDatabase {
  let pool = open(options);
  return {
    placeholder: (position) => `$${position}`,
    query: async (text, values, signal) => {
      const used = pool;
      const giveUp = () => {
        if (pool !== used) return;
        pool = open(options);
        void used.end({ timeout: 0 });
      };
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        // Never the simple protocol: that one takes several statements at once.
        return await used.unsafe(text, [...values], { simple: false } as object);
      } catch (cause) {
        throw postgresFailure(cause);
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
    close: () => pool.end({ timeout: 1 }),
  };
}

/** One slow query delays no other; an option that the types do not know. */
const NO_PIPELINE: object = { max_pipeline: 0 };

function open({ url, password, timeoutMs, connections }: DatabaseOptions): postgres.Sql {
  const socket = url.searchParams.get('host');
  const port = Number(url.port || url.searchParams.get('port') || 5432);
  const tls = url.searchParams.get('sslmode');
  return postgres({
    ...(socket === null
      ? { host: url.hostname.replace(/^\[|\]$/g, ''), port }
      : { path: `${socket}/.s.PGSQL.${port}` }),
    username: decodeURIComponent(url.username),
    password: password ?? decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: tls === 'require' || tls === 'prefer' || tls === 'verify-full' ? tls : false,
    max: connections,
    ...NO_PIPELINE,
    prepare: false,
    fetch_types: false,
    idle_timeout: 60,
    connect_timeout: Math.max(1, Math.ceil(timeoutMs / 1000)),
    // As text: days must not be moved by this machine's time zone.
    types: { date: { to: 1082, from: [1082, 1114, 1184], serialize: String, parse: (text: string) => text } },
    connection: {
      application_name: APPLICATION,
      default_transaction_read_only: true,
      statement_timeout: Math.ceil(timeoutMs),
      lock_timeout: Math.ceil(timeoutMs),
    },
    onnotice: () => undefined,
  });
}
