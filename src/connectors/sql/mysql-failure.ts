import { ConnectorError } from '../../core/billing/connector.ts';

/** Of an error packet of the server; what the client itself throws (refused, hung up, too late) has no SQLSTATE. */
interface ServerError {
  readonly errno?: number;
  readonly code?: string;
  readonly message?: string;
  readonly sqlState?: string;
  readonly fatal?: boolean;
}

/**
 * Numbers by which a server says that it can answer nobody now, or not this login: another question would fare no
 * better, and the same one may pass soon. Everything else that it says of a query is said of that query. By number,
 * because SQLSTATE tells neither: HY000 covers mixed collations and a full disk, 42000 a typing error and a login with
 * too many connections.
 */
const OUTAGES: ReadonlySet<number> = new Set([
  ...[1021, 1037, 1040, 1041, 1135, 1461], // disk full, no memory, too many connections, no thread, too many statements
  ...[1042, 1043, 1044, 1045, 1129, 1130, 1698, 1820, 1862, 3118, 3955, 4151], // the host or the login is not let in
  ...[1203, 1226], // the login has too many connections, or asks too often
  ...[1047, 1053, 1077, 1079, 1080, 1152, 1184, 1927, 3032, 3168, 3169, 4031], // it stops, is not in step, or cut the connection
  ...[1158, 1159, 1160, 1161], // the network between
  ...[1205, 1213, 1317, 1615, 1969, 3024], // waited or ran too long, was interrupted, tables changed meanwhile
]);

/** A query that the server does not take, or that writes, is the configuration's mistake; the rest may pass. */
export function mysqlFailure(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError) return cause;
  const { errno = 0 } = cause as ServerError;
  return failure(isAnswer(cause) && !OUTAGES.has(errno) ? 'nonsense' : 'unreachable', cause);
}

/** Before a query was sent: whatever it is, no question gets an answer. */
export const mysqlRefusal = (cause: unknown): ConnectorError =>
  cause instanceof ConnectorError ? cause : failure('unreachable', cause);

/** The server has read the query and said no: the connection is good. */
export function isAnswer(cause: unknown): boolean {
  const { sqlState, fatal } = cause as ServerError;
  return typeof sqlState === 'string' && fatal !== true;
}

function failure(kind: ConnectorError['kind'], cause: unknown): ConnectorError {
  const { code, message } = cause as ServerError;
  return new ConnectorError(kind, `the database says: ${message || code || String(cause)}`, { cause });
}
