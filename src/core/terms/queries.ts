import type { Db, Tx } from '../../db/sql.ts';
import { NO_TERMS, type Terms } from './terms.ts';

/** What holds on `day`: of the last row that began by then. */
export async function termsOn(sql: Db, organizationId: number, day: string): Promise<Terms> {
  const [row] = await sql<Terms[]>`
    select discount, trial_until::text as trial_until from organization_terms
    where organization_id = ${organizationId} and from_date <= ${day}::text::date
    order by from_date desc limit 1`;
  return row ?? NO_TERMS;
}

/** From `day` on. Rows that begin later, written before the clock or the time zone was set back, go. */
export async function storeTerms(sql: Tx, organizationId: number, day: string, terms: Terms): Promise<void> {
  await sql`
    delete from organization_terms where organization_id = ${organizationId} and from_date > ${day}::text::date`;
  await sql`
    insert into organization_terms (organization_id, from_date, discount, trial_until)
    values (${organizationId}, ${day}::text::date, ${terms.discount}, ${terms.trialUntil}::text::date)
    on conflict (organization_id, from_date) do update
      set discount = excluded.discount, trial_until = excluded.trial_until`;
}
