import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { storable } from '../audit/record.ts';
import type { JudgedRow } from './rows.ts';
import type { BankPayment, BankPaymentStatus, BankStatement, StatusCounts } from './statement.ts';

/** Those of the identities that a committed statement has already. */
export async function takenAmong(sql: Db, domainId: number, identities: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ identity: string }[]>`
    select identity from bank_payment where domain_id = ${domainId} and taken and identity = any(${[...identities]}::text[])`;
  return new Set(rows.map(({ identity }) => identity));
}

const INSERTED_AT_ONCE = 2000;
/** Characters of a text that a statement may bring. */
const LONGEST_TEXT = 2000;

export async function insertRows(
  sql: Tx,
  domainId: number,
  statementId: number,
  rows: readonly JudgedRow[],
): Promise<void> {
  const cut = (text: string) => text.slice(0, LONGEST_TEXT);
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE) {
    const part = rows.slice(from, from + INSERTED_AT_ONCE).map(({ row, ...judged }, place) => ({
      position: from + place + 1,
      identity: judged.identity,
      status: judged.status,
      day: judged.day,
      amount: judged.amount === undefined ? undefined : `${judged.amount}`,
      account: cut(row.account),
      number: cut(row.number),
      payer: cut(row.payer),
      payer_tax_id: cut(row.payerTaxId),
      payer_account: cut(row.payerAccount),
      purpose: cut(row.purpose),
      match: judged.found?.match,
      organization_id: judged.found?.organizationId,
      problem: judged.problem,
    }));
    await sql`
      insert into bank_payment (domain_id, statement_id, position, identity, status, day, amount, account, number, payer,
        payer_tax_id, payer_account, purpose, match, organization_id, problem)
      select ${domainId}::int, ${statementId}::int, position, identity, status, day, amount, account, number, payer,
        payer_tax_id, payer_account, purpose, match, organization_id, problem
      from json_populate_recordset(null::bank_payment, ${storable(part)}::text::json)`;
  }
}

type StatementRowOf = Omit<BankStatement, 'accounts' | 'others' | 'complete' | 'headers' | 'counts'> & {
  readonly checks: Pick<BankStatement, 'accounts' | 'others' | 'complete' | 'headers'>;
  readonly counts: Partial<StatusCounts> | null;
};

export async function listStatements(
  sql: Db,
  domainId: number,
  which: Fragment,
  limit: number,
): Promise<readonly BankStatement[]> {
  const rows = await sql<StatementRowOf[]>`
    select s.id, s.file_name, s.format, s.charset, s.checks, s.columns, s.uploaded_by, s.uploaded_at, s.committed_at,
      (select jsonb_object_agg(status, count) from (
        select status, count(*) as count from bank_payment where statement_id = s.id group by status) c) as counts,
      (select count(*)::int from bank_payment where statement_id = s.id and status = 'unmatched' and match is not null) as suggested
    from bank_statement s where s.domain_id = ${domainId} and ${which} order by s.id desc limit ${limit}`;
  return rows.map(({ checks, counts, ...row }) => ({
    ...row,
    accounts: checks.accounts,
    others: checks.others,
    complete: checks.complete,
    headers: checks.headers,
    counts: { duplicate: 0, waiting: 0, matched: 0, unmatched: 0, ignored: 0, ...counts },
  }));
}

export interface PaymentFilter {
  readonly status?: BankPaymentStatus | undefined;
  readonly statementId?: number | undefined;
  /** In payer, purpose or number, as a LIKE pattern has it; '': all. */
  readonly search: string;
}

type PaymentRowOf = Omit<BankPayment, 'amount' | 'organization'> & {
  readonly amount: string | null;
  readonly organizationId: number | null;
  readonly title: string | null;
};

/** Of one statement, looked at or committed; else of all that were committed, in the order in which they came. */
export async function listBankPayments(
  sql: Db,
  domainId: number,
  { status, statementId, search }: PaymentFilter,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly BankPayment[]> {
  const rows = await sql<PaymentRowOf[]>`
    ${select(sql)}
    where p.domain_id = ${domainId} and p.id > ${after}
      and ${statementId === undefined ? sql`p.taken` : sql`p.statement_id = ${statementId}`}
      ${status === undefined ? sql`` : sql`and p.status = ${status}`}
      ${search === '' ? sql`` : sql`and lower(p.payer || ' ' || p.purpose || ' ' || p.number) like ${`%${search}%`}`}
    order by p.id limit ${limit}`;
  return rows.map(toPayment);
}

export async function findBankPayment(sql: Db, domainId: number, id: number): Promise<BankPayment | undefined> {
  const [row] = await sql<PaymentRowOf[]>`${select(sql)} where p.domain_id = ${domainId} and p.id = ${id}`;
  return row && toPayment(row);
}

const select = (sql: Db) => sql`
  select p.id, p.statement_id, p.status, p.day::text as day, p.amount::text as amount, p.account, p.number, p.payer,
    p.payer_tax_id, p.purpose, p.match, p.organization_id, o.title, p.entry_id, p.problem, p.note, p.changed_by,
    s.checks ->> 'currency' as currency
  from bank_payment p join bank_statement s on s.id = p.statement_id left join organization o on o.id = p.organization_id`;

const toPayment = ({ amount, organizationId, title, ...row }: PaymentRowOf): BankPayment => ({
  ...row,
  amount: amount === null ? null : BigInt(amount),
  organization: organizationId === null ? null : { id: organizationId, title },
});
