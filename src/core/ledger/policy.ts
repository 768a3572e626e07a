import type { Db, Tx } from '../../db/sql.ts';
import { refuse } from '../errors.ts';

export const CHARGING = ['none', 'postpaid', 'prepaid'] as const;
/** Whether use is charged: not at all (another billing does), after the month, or from what was paid before. */
export type Charging = (typeof CHARGING)[number];

/** By what a domain keeps its balances. */
export interface Policy {
  /** ISO 4217 */
  readonly currency: string;
  /** IANA name */
  readonly timeZone: string;
  readonly locale: string;
  readonly charging: Charging;
  /** Minor units: prepaid, an organization below it is blocked. */
  readonly creditFloor: bigint;
  /** 0: nobody is warned. */
  readonly balanceWarningDays: number;
  /** Mail is sent at all. */
  readonly hasMail: boolean;
}

export const policyOf = (sql: Db, domainId: number): Promise<Policy> => read(sql, domainId, false);

/** The same until the end of the transaction: changes of settings wait. First of its locks. */
export const keepPolicy = (sql: Tx, domainId: number): Promise<Policy> => read(sql, domainId, true);

async function read(sql: Db, domainId: number, keep: boolean): Promise<Policy> {
  const [row] = await sql<(Omit<Policy, 'creditFloor'> & { creditFloor: string })[]>`
    select currency, time_zone, locale, charging, credit_floor::text as credit_floor, balance_warning_days,
      mail_uri_sealed is not null as has_mail
    from domain where id = ${domainId} ${keep ? sql`for key share` : sql``}`;
  if (!row) throw refuse('domain_not_found', { id: domainId });
  return { ...row, creditFloor: BigInt(row.creditFloor) };
}
