import { ConnectorError } from '../../core/billing/connector.ts';

/**
 * Classes of SQLSTATE by which a server says that it can answer nobody now, or not this login: connection, transaction
 * and statement state, login, database, rollback, resources, locks, somebody's hand, system, internal.
 */
const OUTAGES = /^(08|25|26|28|3D|40|53|55|57|58|F0|XX)/;
/** A session that only reads was told to write: the query is wrong. */
const WRITES = '25006';

/** A query that the server does not take, or that writes, is the configuration's mistake; the rest may pass. */
export function postgresFailure(cause: unknown): ConnectorError {
  const { code = '', message } = cause as { code?: string; message?: string };
  // What the client itself throws has a word there (ECONNREFUSED, CONNECTION_CLOSED).
  const isAnswer = /^(?=.*[0-9])[0-9A-Z]{5}$/.test(code);
  const wrong = code === WRITES || (isAnswer && !OUTAGES.test(code));
  return new ConnectorError(
    wrong ? 'nonsense' : 'unreachable',
    `the database says: ${message || code || String(cause)}`,
    {
      cause,
    },
  );
}
