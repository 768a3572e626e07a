import type { Db } from '../../db/sql.ts';
import type { TaxRate } from '../invoices/document.ts';
import type { RateFrom } from './tax.ts';

export interface NamedRate extends RateFrom {
  /** Null: of every plan of the domain. */
  readonly planName: string | null;
}

/** The domain's own first, then those of plans, each by day. */
export async function listRates(sql: Db, domainId: number): Promise<readonly NamedRate[]> {
  return await sql<NamedRate[]>`
    select t.plan_id, p.name as plan_name, t.from_date::text as from_date, t.rate
    from tax_rate t left join plan p on p.id = t.plan_id
    where t.domain_id = ${domainId} order by t.plan_id nulls first, t.from_date`;
}

/** Undefined: none starts on that day. */
export async function findRate(
  sql: Db,
  domainId: number,
  planId: number | null,
  fromDate: string,
): Promise<{ readonly rate: TaxRate } | undefined> {
  const [row] = await sql<{ rate: TaxRate }[]>`
    select rate from tax_rate
    where domain_id = ${domainId} and coalesce(plan_id, 0) = ${planId ?? 0} and from_date = ${fromDate}::text::date`;
  return row;
}
