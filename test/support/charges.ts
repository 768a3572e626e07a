import type { Core } from '../../src/core/core.ts';

/** Of one day; `amount` is that of one camera. */
export interface Charge {
  readonly organizationId: number;
  readonly amount: bigint;
  readonly currency?: string;
  readonly planId?: number;
  readonly cameras?: number;
}

/** Enters what one day came to, as the rating does: sums by plan, the day as rated, one entry for each organization. */
export async function rateDay({ sql }: Pick<Core, 'sql'>, day: string, charges: readonly Charge[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into rating_run (domain_id, day, from_at, to_at, cameras, organizations, rated_at)
      values (1, ${day}::text::date, ${day}::text::date, ${day}::text::date + 1, ${charges.length}, ${charges.length}, now())
      on conflict do nothing`;
    for (const { organizationId, amount, currency = 'RUB', planId = 1, cameras = 1 } of charges) {
      const total = amount * BigInt(cameras);
      await tx`
        insert into rating_sum (domain_id, day, organization_id, plan_id, kind, cameras, camera_hash, amount, currency, price, discount)
        values (1, ${day}::text::date, ${organizationId}, ${planId}, 0, ${cameras}, 0, ${`${amount}`}::text::bigint, ${currency}, 0, 0)`;
      await tx`
        insert into ledger_account (domain_id, organization_id, kind, currency)
        values (1, ${organizationId}, 'balance', ${currency}), (1, null, 'sales', ${currency}) on conflict do nothing`;
      await tx`
        with entry as (
          insert into ledger_entry (domain_id, at, kind, day, actor)
          values (1, ${day}::text::date + interval '1 day 1 minute', 'charge', ${day}::text::date, 'system') returning id)
        insert into ledger_posting (entry_id, account_id, amount)
        select entry.id, a.id, case a.kind when 'balance' then -${`${total}`}::text::bigint else ${`${total}`}::text::bigint end
        from entry, ledger_account a
        where a.domain_id = 1 and a.currency = ${currency}
          and (a.kind = 'sales' or (a.kind = 'balance' and a.organization_id = ${organizationId}))`;
    }
  });
}
