import type { Db } from '../../db/sql.ts';
import type { Gateway, ToldPayment } from './gateway.ts';

export interface StoredGateway extends Gateway {
  readonly domainId: number;
  readonly secretSealed: Uint8Array | null;
  readonly formerSecretSealed: Uint8Array | null;
}

const columns = (sql: Db) => sql`
  id, domain_id, name, enabled, networks::text[] as networks, secret_sealed, former_secret_sealed,
  former_until as former_secret_until, last_used_at, created_at`;

export async function listGateways(sql: Db, domainId: number): Promise<readonly StoredGateway[]> {
  return await sql<StoredGateway[]>`
    select ${columns(sql)} from payment_gateway where domain_id = ${domainId} order by id`;
}

export async function findGateway(sql: Db, domainId: number, id: number): Promise<StoredGateway | undefined> {
  const [row] = await sql<StoredGateway[]>`
    select ${columns(sql)} from payment_gateway where domain_id = ${domainId} and id = ${id}`;
  return row;
}

/** Whose it is, is not known before its call is signed. */
export async function findGatewayAnywhere(sql: Db, id: number): Promise<StoredGateway | undefined> {
  const [row] = await sql<StoredGateway[]>`select ${columns(sql)} from payment_gateway where id = ${id}`;
  return row;
}

export async function findTold(sql: Db, gatewayId: number, paymentId: string): Promise<ToldPayment | undefined> {
  const [row] = await sql<(Omit<ToldPayment, 'amount'> & { amount: string })[]>`
    select payment_id, entry_id, organization_id, account, amount::text as amount, currency, paid_at, cancel_entry_id
    from gateway_payment where gateway_id = ${gatewayId} and payment_id = ${paymentId}`;
  return row && { ...row, amount: BigInt(row.amount) };
}

export interface Payee {
  readonly organizationId: number;
  readonly title: string;
}

/** Whom a word may mean: a contract by its number, by the billing's uid or an outside id, or by a payment prepared for it. */
export async function findPayees(sql: Db, domainId: number, word: string): Promise<readonly Payee[]> {
  const id = /^id:(\d{1,9})$/i.exec(word)?.[1];
  const meant = id
    ? sql`o.id = ${Number(id)}`
    : sql`o.id = any(array(
        select id from organization where domain_id = ${domainId} and lower(contract_number) = lower(${word})
        union select id from organization where domain_id = ${domainId} and lower(outside_uid) = lower(${word})
        union select id from organization where domain_id = ${domainId} and lower(external_id) = lower(${word})
        union select organization_id from prepared_payment where domain_id = ${domainId} and id = ${word}))`;
  return await sql<Payee[]>`
    select o.id as organization_id, o.title from organization o
    where o.domain_id = ${domainId} and not o.is_default and ${meant} order by o.id limit 2`;
}

export async function findPrepared(sql: Db, domainId: number, id: string): Promise<Payee | undefined> {
  const [row] = await sql<Payee[]>`
    select o.id as organization_id, o.title
    from prepared_payment p join organization o on o.id = p.organization_id
    where p.domain_id = ${domainId} and p.id = ${id}`;
  return row;
}
