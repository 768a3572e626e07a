import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { storable } from '../audit/record.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { policyOf } from '../ledger/policy.ts';
import { afterId, type Page, type PageRequest, toPage } from '../page.ts';
import { write } from '../write.ts';
import { candidatesOf } from './candidates.ts';
import { readColumns } from './csv-columns.ts';
import { decodeStatement, type StatementCharset } from './decoding.ts';
import { isExchangeFormat, readExchangeFormat } from './exchange-format.ts';
import { insertRows, listStatements, takenAmong } from './queries.ts';
import { identified, judgeRows } from './rows.ts';
import type { BankStatement, ReadStatement, StatementColumns } from './statement.ts';
import { sumOf } from './sums.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Absent: found by the bytes. */
  readonly charset?: StatementCharset | undefined;
  /** Of CSV; absent: those of the last one, where its header has them, else by what banks call them. */
  readonly columns?: StatementColumns | undefined;
}

/** A text as a table of CSV, in rows of cells; of the composition, which has the library for it. */
export type TableReader = (text: string) => readonly (readonly string[])[];

export const MOST_STATEMENT_BYTES = 20 * 1024 * 1024;
const MOST_ROWS = 50_000;

/** Reads a statement and keeps what it found for a day: nothing is booked before `commitStatement`. */
export async function uploadStatement(
  core: Core,
  actor: Actor,
  upload: Upload,
  readTable: TableReader,
): Promise<BankStatement> {
  requireMay(actor, 'bank-statements.manage');
  const { domainId } = actor;
  const { text, charset } = decodeStatement(upload.bytes, upload.charset);
  const read = isExchangeFormat(text)
    ? readExchangeFormat(text)
    : readCsv(text, readTable, upload.columns, await rememberedColumns(core, domainId));
  if (read.rows.length === 0 && read.others === 0) throw invalid('file', 'statement_empty');
  if (read.rows.length > MOST_ROWS) throw invalid('file', 'statement_rows_too_many', { limit: MOST_ROWS });
  const policy = await policyOf(reader(core), domainId);
  const sums = read.rows.flatMap(({ sum }) => sumOf(sum, policy.currency) ?? []);
  const candidates = await candidatesOf(listReader(core), domainId, policy, sums);
  const identities = identified(read.rows, read.numbered).map(({ identity }) => identity);
  const known = await takenAmong(listReader(core), domainId, identities);
  const rows = judgeRows(read, known, candidates, policy);
  const fileName = upload.fileName.trim().slice(0, 255);
  const id = await write(core, actor, { type: 'bank_statement.read', subject: fileName }, async (tx) => {
    const now = core.clock();
    const { accounts, others, complete, headers } = read;
    const [created] = await tx.sql<{ id: number }[]>`
      insert into bank_statement (domain_id, file_name, format, charset, checks, columns, uploaded_by, uploaded_at)
      values (${domainId}, ${fileName}, ${read.format}, ${charset},
        ${storable({ accounts, others, complete, headers: headers.slice(0, 100), currency: policy.currency })}::text::jsonb,
        ${read.columns === null ? null : storable(read.columns)}::text::jsonb, ${actorName(actor)}, ${now})
      returning id`;
    const statementId = created?.id ?? 0;
    await insertRows(tx.sql, domainId, statementId, rows);
    return statementId;
  });
  return await statementById(core, actor, id);
}

/** Columns that were remembered count where this file has them. */
function readCsv(
  text: string,
  readTable: TableReader,
  given: StatementColumns | undefined,
  remembered: StatementColumns | undefined,
): ReadStatement {
  if (!/[;,\t]/.test(text.slice(0, 64 * 1024)) || text.trimStart().startsWith('<'))
    throw invalid('file', 'statement_unreadable');
  const table = readTable(text);
  if (given) return readColumns(table, given);
  const cells = new Set(table.slice(0, 40).flatMap((row) => row.map((cell) => cell.trim().toLowerCase())));
  const fits = remembered && Object.values(remembered).every((column) => cells.has(column.toLowerCase()));
  return readColumns(table, fits ? remembered : undefined);
}

async function rememberedColumns(core: Core, domainId: number): Promise<StatementColumns | undefined> {
  const [row] = await reader(core)<{ columns: StatementColumns }[]>`
    select columns from bank_statement_columns where domain_id = ${domainId}`;
  return row?.columns;
}

/** Those that were committed, newest first. */
export async function statementPage(core: Core, actor: Actor, page: PageRequest): Promise<Page<BankStatement>> {
  requireMay(actor, 'bank-statements.manage');
  const sql = listReader(core);
  const after = afterId(page.after);
  const which = sql`s.committed_at is not null ${after === 0 ? sql`` : sql`and s.id < ${after}`}`;
  return toPage(await listStatements(sql, actor.domainId, which, page.limit + 1), page.limit, ({ id }) => id);
}

export async function statementById(core: Core, actor: Actor, id: number): Promise<BankStatement> {
  requireMay(actor, 'bank-statements.manage');
  const sql = reader(core);
  const [found] = await listStatements(sql, actor.domainId, sql`s.id = ${id}`, 1);
  if (!found) throw refuse('statement_not_found', { id });
  return found;
}

/** Lets go of one that was only looked at. */
export async function dropStatement(core: Core, actor: Actor, id: number): Promise<void> {
  const { committedAt } = await statementById(core, actor, id);
  if (committedAt !== null) throw refuse('statement_committed', { id });
  await write(core, actor, { type: 'bank_statement.drop', subject: `statement ${id}` }, async (tx) => {
    await tx.sql`delete from bank_statement where id = ${id} and domain_id = ${actor.domainId} and committed_at is null`;
  });
}
