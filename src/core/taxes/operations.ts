import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkDay, checkInteger } from '../fields.ts';
import type { TaxRate } from '../invoices/document.ts';
import { requirePlan } from '../plans/operations.ts';
import { formatPercent } from '../terms/terms.ts';
import { type Write, write } from '../write.ts';
import { findRate, listRates, type NamedRate } from './queries.ts';

export async function taxRates(core: Core, actor: Actor): Promise<readonly NamedRate[]> {
  requireMay(actor, 'plans.read');
  return await listRates(reader(core), actor.domainId);
}

/** A rate by whose it is and from which day (YYYY-MM-DD) it holds; `planId` null: of every plan of the domain. */
export interface RateKey {
  readonly planId: number | null;
  readonly fromDate: string;
}

/**
 * Sets the rate from a day on, in hundredths of a percent, null: without VAT; one that starts that day is replaced.
 * Invoices that were issued stay as they are.
 */
export async function setTaxRate(core: Core, actor: Actor, key: RateKey, rate: TaxRate): Promise<void> {
  requireMay(actor, 'invoices.manage');
  check(key);
  if (rate !== null && (!Number.isInteger(rate) || rate < 0 || rate > 10_000))
    throw invalid('rate', 'tax_rate_malformed');
  const intent = { type: 'tax_rate.set' as const, request: { ...key, rate } };
  await write(core, actor, intent, async (tx) => {
    await requireOwner(tx, key);
    const before = await findRate(tx.sql, actor.domainId, key.planId, key.fromDate);
    await tx.sql`
      insert into tax_rate (domain_id, plan_id, from_date, rate)
      values (${actor.domainId}, ${key.planId}, ${key.fromDate}::text::date, ${rate})
      on conflict (domain_id, coalesce(plan_id, 0), from_date) do update set rate = excluded.rate`;
    note(tx, key, before && words(before.rate), words(rate));
  });
}

/** The rate before it holds on instead. */
export async function removeTaxRate(core: Core, actor: Actor, key: RateKey): Promise<void> {
  requireMay(actor, 'invoices.manage');
  check(key);
  await write(core, actor, { type: 'tax_rate.remove', request: key }, async (tx) => {
    await requireOwner(tx, key);
    const before = await findRate(tx.sql, actor.domainId, key.planId, key.fromDate);
    if (!before) throw refuse('tax_rate_not_found', { date: key.fromDate });
    await tx.sql`
      delete from tax_rate where domain_id = ${actor.domainId} and coalesce(plan_id, 0) = ${key.planId ?? 0}
        and from_date = ${key.fromDate}::text::date`;
    note(tx, key, words(before.rate), undefined);
  });
}

function check({ planId, fromDate }: RateKey): void {
  checkInteger('planId', planId, 1);
  checkDay('fromDate', fromDate);
}

async function requireOwner(tx: Write, { planId }: RateKey): Promise<void> {
  if (planId !== null) await requirePlan(tx, planId);
}

const words = (rate: TaxRate): string => (rate === null ? 'without VAT' : `${formatPercent(rate)}%`);

function note(tx: Write, { planId, fromDate }: RateKey, before?: string, after?: string): void {
  const changes = { [`taxRate.${fromDate}`]: [before ?? null, after ?? null] as const };
  const object =
    planId === null
      ? ({ objectKind: 'domain', objectId: tx.actor.domainId } as const)
      : ({ objectKind: 'plan', objectId: planId } as const);
  tx.changed({ action: 'change', ...object, changes });
}
