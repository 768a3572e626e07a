import type { Db, Tx } from '../../db/sql.ts';
import type { StatementLine } from './ledger.ts';
import type { Money } from './money.ts';

/** The account of an organization, or the provider's own without one; opened with its first entry. */
export async function openAccount(
  sql: Tx,
  domainId: number,
  kind: 'balance' | 'payments',
  currency: string,
  organizationId: number | null,
): Promise<number> {
  const find = async () =>
    await sql<{ id: number }[]>`
      select id from ledger_account
      where domain_id = ${domainId} and kind = ${kind} and currency = ${currency}
        and coalesce(organization_id, 0) = ${organizationId ?? 0}`;
  const [known] = await find();
  if (known) return known.id;
  await sql`
    insert into ledger_account (domain_id, organization_id, kind, currency)
    values (${domainId}, ${organizationId}, ${kind}, ${currency}) on conflict do nothing`;
  const [opened] = await find();
  if (!opened) throw new Error(`Account ${kind} of organization ${organizationId} cannot be opened`);
  return opened.id;
}

/** The id of the new entry; undefined: there is one with this outside id. */
export async function insertEntry(
  sql: Tx,
  entry: {
    readonly domainId: number;
    readonly at: Date;
    readonly kind: 'payment';
    readonly comment: string;
    readonly actor: string;
    readonly outsideId: string | null;
  },
): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    insert into ledger_entry ${sql({ ...entry })}
    on conflict (domain_id, kind, outside_id) where outside_id is not null do nothing returning id`;
  return row?.id;
}

/** What the payment with this outside id put on whose balance. */
export async function findPayment(
  sql: Tx,
  domainId: number,
  outsideId: string,
): Promise<(Money & { readonly entryId: number; readonly organizationId: number | null }) | undefined> {
  const [row] = await sql<{ entryId: number; organizationId: number | null; amount: string; currency: string }[]>`
    select e.id as entry_id, a.organization_id, p.amount::text as amount, a.currency
    from ledger_entry e join ledger_posting p on p.entry_id = e.id
    join ledger_account a on a.id = p.account_id and a.kind = 'balance'
    where e.domain_id = ${domainId} and e.kind = 'payment' and e.outside_id = ${outsideId}`;
  return row && { ...row, amount: BigInt(row.amount) };
}

/** In each currency that was ever on it. */
export async function sumBalances(sql: Db, domainId: number, organizationId: number): Promise<readonly Money[]> {
  const rows = await sql<{ amount: string; currency: string }[]>`
    select a.currency, coalesce(sum(p.amount), 0)::text as amount
    from ledger_account a left join ledger_posting p on p.account_id = a.id
    where a.domain_id = ${domainId} and a.kind = 'balance' and a.organization_id = ${organizationId}
    group by a.currency order by a.currency`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

/** Newest first, below the entry `before`. */
export async function listStatement(
  sql: Db,
  domainId: number,
  organizationId: number,
  before: number,
  limit: number,
): Promise<readonly StatementLine[]> {
  const rows = await sql<(Omit<StatementLine, 'amount' | 'balance'> & { amount: string; balance: string })[]>`
    with page as (
      select p.entry_id, p.account_id, p.amount, a.currency
      from ledger_account a join ledger_posting p on p.account_id = a.id
      where a.domain_id = ${domainId} and a.kind = 'balance' and a.organization_id = ${organizationId}
        and p.entry_id < ${before}
      order by p.entry_id desc limit ${limit}),
    below as (
      select k.account_id, sum(p.amount) as amount
      from (select account_id, min(entry_id) as first from page group by account_id) k
      join ledger_posting p on p.account_id = k.account_id and p.entry_id < k.first
      group by k.account_id)
    select e.id, e.at, e.kind, e.comment, e.actor, e.outside_id, g.currency, g.amount::text as amount,
      (coalesce(b.amount, 0) + sum(g.amount) over (partition by g.account_id order by g.entry_id))::text as balance
    from page g join ledger_entry e on e.id = g.entry_id left join below b on b.account_id = g.account_id
    order by e.id desc`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount), balance: BigInt(row.balance) }));
}
