import type { Connection, RowDataPacket } from 'mysql2/promise';
import { ConnectorError } from '../../core/billing/connector.ts';

/** Of the server: a word of `set` that it does not have, or a statement that it does not know. */
const UNKNOWN_VARIABLE = 1193;
const SYNTAX = 1064;

/** What columns that call themselves latin1 really hold, as billings have them that began before MySQL knew better. */
export const LATIN1_HOLDS = ['utf-8', 'windows-1251'] as const;
export type Latin1Holds = (typeof LATIN1_HOLDS)[number];

export interface Session {
  /** The server ends a statement by itself; else whoever gives one up has to. */
  readonly endsStatements: boolean;
}

/** Has the session read only, end its statements after `timeoutMs` where the server can, and speak the columns' bytes. */
export async function openSession(
  connection: Connection,
  timeoutMs: number,
  latin1Holds: Latin1Holds | undefined,
): Promise<Session> {
  const endsStatements = await limitStatements(connection, timeoutMs);
  await readOnly(connection);
  if (latin1Holds !== undefined) {
    // Texts of a query are compared by their bytes, and every column comes as it is stored.
    await connection.query('set names latin1');
    await connection.query('set character_set_results = null');
  }
  return { endsStatements };
}

/** MariaDB before 10.1.1 and MySQL before 5.7.8 have no such limit. */
async function limitStatements(connection: Connection, timeoutMs: number): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('select version() as version');
  const maria = /mariadb/i.test(String(rows[0]?.version));
  const limit = maria ? `max_statement_time = ${timeoutMs / 1000}` : `max_execution_time = ${Math.ceil(timeoutMs)}`;
  return await accepted(connection, `set session ${limit}`, UNKNOWN_VARIABLE);
}

/** MariaDB and MySQL 5.5 cannot make a session read only: there the login has to be one that may only read. */
async function readOnly(connection: Connection): Promise<void> {
  if (await accepted(connection, 'set session transaction read only', SYNTAX)) return;
  const [rows] = await connection.query<RowDataPacket[]>('show grants');
  const excess = [...new Set(rows.flatMap((row) => beyondReading(String(Object.values(row)[0]))))];
  if (excess.length === 0) return;
  throw new ConnectorError(
    'unreachable',
    `this server cannot make a session read only, and this login may do more than select (${excess.join(', ')}): give it select alone, or use MySQL from 5.6.5 or MariaDB from 10.0`,
  );
}

const READING = new Set(['USAGE', 'SELECT', 'SHOW VIEW', 'SHOW DATABASES', 'PROCESS']);

/** What a line of `show grants` gives beyond reading. */
export function beyondReading(line: string): readonly string[] {
  const [, given] = /^GRANT (.+?) ON /i.exec(line) ?? [];
  if (given === undefined) return [line.split(' ').slice(0, 2).join(' ')];
  const names = given.replace(/\([^)]*\)/g, '').split(',');
  const excess = names.map((name) => name.trim().toUpperCase()).filter((name) => !READING.has(name));
  return /WITH .*GRANT OPTION/i.test(line) ? [...excess, 'GRANT OPTION'] : excess;
}

/** False: the server says that it does not know that. */
async function accepted(connection: Connection, statement: string, unknown: number): Promise<boolean> {
  try {
    await connection.query(statement);
    return true;
  } catch (cause) {
    if ((cause as { errno?: number }).errno === unknown) return false;
    throw cause;
  }
}
