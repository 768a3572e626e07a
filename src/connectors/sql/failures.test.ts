import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../../core/billing/connector.ts';
import { mysqlFailure } from './mysql-failure.ts';
import { beyondReading } from './mysql-session.ts';
import { textReader } from './mysql-text.ts';
import { postgresFailure } from './postgres-failure.ts';

describe('what MySQL and MariaDB say, by number', () => {
  test.each([
    // Of the query: the others are still asked.
    [1064, '42000', 'You have an error in your SQL syntax', 'nonsense'],
    [1054, '42S22', "Unknown column 'no_such'", 'nonsense'],
    [1146, '42S02', "Table 'billing.abon' doesn't exist", 'nonsense'],
    [1142, '42000', "SELECT command denied to user 'r'@'h' for table 'abon'", 'nonsense'],
    [1143, '42000', "SELECT command denied to user 'r'@'h' for column 'bal'", 'nonsense'],
    [1370, '42000', 'execute command denied to user', 'nonsense'],
    [
      1267,
      'HY000',
      'Illegal mix of collations (latin1_swedish_ci,IMPLICIT) and (utf8mb4_unicode_ci,COERCIBLE)',
      'nonsense',
    ],
    [1270, 'HY000', 'Illegal mix of collations for operation in', 'nonsense'],
    [1271, 'HY000', 'Illegal mix of collations for operation concat', 'nonsense'],
    [1193, 'HY000', "Unknown system variable 'tarif'", 'nonsense'],
    [1356, 'HY000', "View 'billing.v' references invalid table(s)", 'nonsense'],
    [1449, 'HY000', "The user specified as a definer ('a'@'b') does not exist", 'nonsense'],
    [1305, '42000', 'FUNCTION billing.rest does not exist', 'nonsense'],
    [1366, 'HY000', 'Incorrect string value', 'nonsense'],
    [1690, '22003', 'BIGINT UNSIGNED value is out of range', 'nonsense'],
    [1242, '21000', 'Subquery returns more than 1 row', 'nonsense'],
    [1295, 'HY000', 'This command is not supported in the prepared statement protocol yet', 'nonsense'],
    [1792, '25006', 'Cannot execute statement in a READ ONLY transaction', 'nonsense'],
    [1194, 'HY000', "Table 'abon' is marked as crashed and should be repaired", 'nonsense'],
    [1644, '45000', 'closed for accounting', 'nonsense'],
    // Of the server or the login: no question gets an answer.
    [1040, '08004', 'Too many connections', 'unreachable'],
    [1203, '42000', "User r already has more than 'max_user_connections' active connections", 'unreachable'],
    [1226, '42000', "User 'r' has exceeded the 'max_questions' resource", 'unreachable'],
    [1044, '42000', "Access denied for user 'r'@'h' to database 'billing'", 'unreachable'],
    [1045, '28000', "Access denied for user 'r'@'h' (using password: YES)", 'unreachable'],
    [1130, 'HY000', "Host '10.0.0.9' is not allowed to connect", 'unreachable'],
    [1862, 'HY000', 'Your password has expired', 'unreachable'],
    [1021, 'HY000', 'Disk full', 'unreachable'],
    [1047, '08S01', 'WSREP has not yet prepared node for application use', 'unreachable'],
    [1053, '08S01', 'Server shutdown in progress', 'unreachable'],
    [1205, 'HY000', 'Lock wait timeout exceeded', 'unreachable'],
    [1213, '40001', 'Deadlock found when trying to get lock', 'unreachable'],
    [1461, '42000', "Can't create more than max_prepared_stmt_count statements", 'unreachable'],
    [1927, '70100', 'Connection was killed', 'unreachable'],
    [1969, '70100', 'Query execution was interrupted (max_statement_time exceeded)', 'unreachable'],
    [3024, 'HY000', 'Query execution was interrupted, maximum statement execution time exceeded', 'unreachable'],
  ])('%i %s %s: %s', (errno, sqlState, message, kind) => {
    const failure = mysqlFailure(Object.assign(new Error(message), { errno, sqlState, code: 'ER_ANY' }));
    expect(failure).toMatchObject({ kind, message: `the database says: ${message}` });
  });

  test.each([
    [{ code: 'ECONNREFUSED', errno: -111, message: 'connect ECONNREFUSED 127.0.0.1:3306' }],
    [{ code: 'PROTOCOL_CONNECTION_LOST', fatal: true, message: 'Connection lost: The server closed the connection.' }],
    [{ code: 'ER_PARSE_ERROR', errno: 1064, sqlState: '42000', fatal: true, message: 'cut off' }],
  ])('what the client itself finds is an outage: %o', (cause) =>
    expect(mysqlFailure(cause)).toMatchObject({ kind: 'unreachable' }),
  );

  test('what was put into words already stays', () => {
    const error = new ConnectorError('nonsense', 'no rows');
    expect(mysqlFailure(error)).toBe(error);
  });
});

test.each([
  ['42703', 'column "no_such" does not exist', 'nonsense'],
  ['42P01', 'relation "abon" does not exist', 'nonsense'],
  ['42501', 'permission denied for table abon', 'nonsense'],
  ['22012', 'division by zero', 'nonsense'],
  ['21000', 'more than one row returned by a subquery', 'nonsense'],
  ['25006', 'cannot execute UPDATE in a read-only transaction', 'nonsense'],
  ['0A000', 'cross-database references are not implemented', 'nonsense'],
  ['P0001', 'closed for accounting', 'nonsense'],
  ['54001', 'stack depth limit exceeded', 'nonsense'],
  ['3F000', 'schema "old" does not exist', 'nonsense'],
  ['53300', 'too many connections for role "r"', 'unreachable'],
  ['28P01', 'password authentication failed', 'unreachable'],
  ['28000', 'no pg_hba.conf entry for host', 'unreachable'],
  ['3D000', 'database "billing" does not exist', 'unreachable'],
  ['55P03', 'canceling statement due to lock timeout', 'unreachable'],
  ['57014', 'canceling statement due to statement timeout', 'unreachable'],
  ['57P01', 'terminating connection due to administrator command', 'unreachable'],
  ['57P03', 'the database system is starting up', 'unreachable'],
  ['08006', 'connection failure', 'unreachable'],
  ['XX001', 'invalid page in block 7', 'unreachable'],
  ['EPIPE', 'write EPIPE', 'unreachable'],
  ['CONNECTION_CLOSED', 'write CONNECTION_CLOSED', 'unreachable'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', 'unreachable'],
])('what PostgreSQL says, by class: %s %s: %s', (code, message, kind) =>
  expect(postgresFailure(Object.assign(new Error(message), { code }))).toMatchObject({ kind }),
);

test.each([
  ["GRANT USAGE ON *.* TO 'r'@'%' IDENTIFIED BY PASSWORD '*AB'", []],
  ["GRANT SELECT, SHOW VIEW ON `billing`.* TO 'r'@'%'", []],
  ["GRANT SELECT (id, number) ON `billing`.`accounts` TO 'r'@'%'", []],
  ["GRANT SELECT, INSERT, UPDATE (note) ON `billing`.* TO 'r'@'%'", ['INSERT', 'UPDATE']],
  ["GRANT ALL PRIVILEGES ON `billing`.* TO 'r'@'%'", ['ALL PRIVILEGES']],
  ["GRANT SELECT ON `billing`.* TO 'r'@'%' WITH GRANT OPTION", ['GRANT OPTION']],
  ["GRANT EXECUTE, FILE ON *.* TO 'r'@'%'", ['EXECUTE', 'FILE']],
])('a login that may do more than read is known by its grants: %s', (line, excess) =>
  expect(beyondReading(line)).toEqual(excess),
);

test('texts are read by their bytes, numbers and binary flags as they are', () => {
  const read = (type: string, bytes: Uint8Array | null) =>
    textReader('windows-1251')({ type, buffer: () => bytes && Buffer.from(bytes) }, () => 'as it is');
  expect(read('VAR_STRING', Uint8Array.from([0xc4, 0xee, 0xec]))).toBe('Дом');
  expect(read('BLOB', new TextEncoder().encode('Дом'))).toBe('Дом');
  expect(read('STRING', null)).toBeNull();
  expect(read('NEWDECIMAL', Uint8Array.from([0x31]))).toBe('as it is');
  expect(read('BIT', Uint8Array.from([1]))).toBe('as it is');
});
