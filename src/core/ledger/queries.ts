import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { EntryKind } from './ledger.ts';
import type { Money } from './money.ts';

export type ProviderAccount = 'payments' | 'corrections';

/** The account of an organization, or the provider's own without one; opened with its first entry. */
export async function openAccount(
  sql: Tx,
  domainId: number,
  kind: 'balance' | ProviderAccount,
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

/** The id of the new entry; undefined: there is one of its kind with this outside id. */
export async function insertEntry(
  sql: Tx,
  entry: {
    readonly domainId: number;
    readonly at: Date;
    readonly kind: EntryKind;
    readonly comment: string;
    readonly actor: string;
    readonly outsideId: string | null;
    readonly refundOf: number | null;
  },
): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    insert into ledger_entry ${sql({ ...entry })}
    on conflict (domain_id, kind, outside_id) where outside_id is not null do nothing returning id`;
  return row?.id;
}

/** An entry as it stands on a balance; `amount` is signed. */
export interface StoredEntry extends Money {
  readonly entryId: number;
  readonly organizationId: number | null;
  readonly refundOf: number | null;
}

/** What the entry of that kind with this outside id put on whose balance. */
export const findByOutsideId = (sql: Db, domainId: number, kind: EntryKind, outsideId: string) =>
  findEntry(sql, domainId, kind, sql`e.outside_id = ${outsideId}`);

export const findById = (sql: Db, domainId: number, kind: EntryKind, id: number) =>
  findEntry(sql, domainId, kind, sql`e.id = ${id}`);

async function findEntry(
  sql: Db,
  domainId: number,
  kind: EntryKind,
  which: Fragment,
): Promise<StoredEntry | undefined> {
  const [row] = await sql<(Omit<StoredEntry, 'amount'> & { amount: string })[]>`
    select e.id as entry_id, a.organization_id, p.amount::text as amount, a.currency, e.refund_of
    from ledger_entry e join ledger_posting p on p.entry_id = e.id
    join ledger_account a on a.id = p.account_id and a.kind = 'balance'
    where e.domain_id = ${domainId} and e.kind = ${kind} and ${which}`;
  return row && { ...row, amount: BigInt(row.amount) };
}

/** What was given back of a payment, above 0, with the refunds of this transaction. */
export async function refundedOf(sql: Db, paymentId: number): Promise<bigint> {
  const [row] = await sql<{ amount: string }[]>`
    select coalesce(-sum(p.amount), 0)::text as amount
    from ledger_entry e join ledger_posting p on p.entry_id = e.id
    join ledger_account a on a.id = p.account_id and a.kind = 'balance'
    where e.refund_of = ${paymentId}`;
  return BigInt(row?.amount ?? 0);
}

/** In each currency that was ever on it; `until`: as it was before that day's end, see `inPeriod`. */
export async function sumBalances(
  sql: Db,
  domainId: number,
  organizationId: number,
  until: Fragment | undefined,
): Promise<readonly Money[]> {
  const kept = sql`
    select currency, balance::text as amount from ledger_account
    where domain_id = ${domainId} and kind = 'balance' and organization_id = ${organizationId} order by currency`;
  const then = sql`
    select a.currency, coalesce(sum(p.amount) filter (where ${until ?? sql`true`}), 0)::text as amount
    from ledger_account a left join ledger_posting p on p.account_id = a.id left join ledger_entry e on e.id = p.entry_id
    where a.domain_id = ${domainId} and a.kind = 'balance' and a.organization_id = ${organizationId}
    group by a.currency order by a.currency`;
  const rows = await sql<{ amount: string; currency: string }[]>`${until ? then : kept}`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}
