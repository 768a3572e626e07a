import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';

/**
 * Has the days rated again on which cameras paid a plan whose price from `fromDate` on (YYYY-MM-DD) is another now.
 * Refuses when one of them is in a closed month.
 */
export async function markRated(tx: Write, planId: number, fromDate: string): Promise<void> {
  const { domainId } = tx.actor;
  await tx.sql`select from domain where id = ${domainId} for share`;
  const days = tx.sql`
    select distinct s.day from rating_sum s where s.domain_id = ${domainId} and s.plan_id = ${planId}
      and s.day >= ${fromDate}::text::date
      and s.day < coalesce((select min(x.from_date) from plan_price x
                            where x.plan_id = ${planId} and x.from_date > ${fromDate}::text::date), 'infinity')`;
  await tx.sql`
    update rating_run set stale = true where domain_id = ${domainId} and not stale and day in (${days})`;
  const [closed] = await tx.sql<{ month: string }[]>`
    select to_char(c.month, 'YYYY-MM') as month from closed_month c
    where c.domain_id = ${domainId} and exists (
      select from (${days}) d where d.day >= c.month and d.day < c.month + interval '1 month')
    order by c.month limit 1`;
  if (closed) throw refuse('price_of_closed_month', { id: planId, month: closed.month });
}
