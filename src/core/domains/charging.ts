import { invalid } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { decimalsOf, formatMoney, MAX_MONEY, parseMoney } from '../ledger/money.ts';
import type { Charging } from '../ledger/policy.ts';
import { localDate } from '../time.ts';
import type { Write } from '../write.ts';

/** How a domain charges for use, as its settings say it. */
export interface ChargingSettings {
  readonly charging: Charging;
  /** The day on which charging was switched on last, YYYY-MM-DD: the first that is charged; null: it never was. */
  readonly chargingFrom: string | null;
  /** Prepaid: who is below it is blocked. A decimal in the domain's currency, also below 0. */
  readonly creditFloor: string;
  /** Prepaid: days before that in which the owner is warned; 0: never. */
  readonly balanceWarningDays: number;
}

export type ChargingChange = Partial<Omit<ChargingSettings, 'chargingFrom'>> & { readonly currency?: string };
type Before = ChargingSettings & { readonly currency: string; readonly timeZone: string };
type Changes = Record<string, readonly [unknown, unknown]>;

export const checkCharging = (change: ChargingChange): void =>
  checkInteger('balanceWarningDays', change.balanceWarningDays, 0, 60);

/** True when the balances have to be settled by the new policy. */
export const changesPolicy = (change: ChargingChange): boolean =>
  [change.charging, change.creditFloor, change.balanceWarningDays, change.currency].some(
    (value) => value !== undefined,
  );

/** Stores what of the policy is new, under the domain's lock, and gives it back for the audit. */
export async function storeCharging(tx: Write, before: Before, change: ChargingChange): Promise<Changes> {
  const { currency = before.currency, charging = before.charging } = change;
  if (currency !== before.currency) await requireUncharged(tx, before);
  if (charging !== 'none' && (before.charging === 'none' || currency !== before.currency))
    await requirePrices(tx, currency);
  const after: ChargingSettings = {
    charging,
    chargingFrom: before.charging === 'none' && charging !== 'none' ? today(tx, before.timeZone) : before.chargingFrom,
    creditFloor: floorAfter(before, change, currency),
    balanceWarningDays: change.balanceWarningDays ?? before.balanceWarningDays,
  };
  const changes = Object.fromEntries(NAMES.map((name) => [name, [before[name], after[name]] as const]));
  if (NAMES.every((name) => before[name] === after[name])) return {};
  const minor = parseMoney(after.creditFloor, currency) ?? 0n;
  await tx.sql`
    update domain set charging = ${charging}, charging_from = ${after.chargingFrom}::text::date,
      credit_floor = ${`${minor}`}::text::bigint, balance_warning_days = ${after.balanceWarningDays}
    where id = ${tx.actor.domainId}`;
  return changes;
}

const NAMES = ['charging', 'chargingFrom', 'creditFloor', 'balanceWarningDays'] as const;

const today = (tx: Write, timeZone: string): string => localDate(timeZone)(tx.core.clock().getTime());

/** A floor in another currency is none: it begins at 0 there unless it is given too. */
function floorAfter(before: Before, { creditFloor }: ChargingChange, currency: string): string {
  const text = creditFloor ?? (currency === before.currency ? before.creditFloor : '0');
  const amount = parseMoney(text, currency);
  if (amount === undefined) throw invalid('creditFloor', 'sum_malformed', { currency, decimals: decimalsOf(currency) });
  if (amount > MAX_MONEY || amount < -MAX_MONEY)
    throw invalid('creditFloor', 'floor_too_far', { limit: String(MAX_MONEY) });
  return formatMoney({ amount, currency });
}

/** While use is charged the balances of the old currency would neither be paid nor block. */
async function requireUncharged(tx: Write, { charging, currency }: Before): Promise<void> {
  if (charging === 'none') return;
  const found = await tx.sql`
    select from ledger_account a
    where a.domain_id = ${tx.actor.domainId} and a.kind = 'balance' and a.currency = ${currency}
      and exists (select from ledger_posting p where p.account_id = a.id) limit 1`;
  if (found.length > 0) throw invalid('currency', 'currency_charged', { currency });
}

/** A plan with a price in another currency would be charged to balances that nobody pays and that block nobody. */
async function requirePrices(tx: Write, currency: string): Promise<void> {
  const [plan] = await tx.sql<{ id: number; currency: string }[]>`
    select p.id, x.currency from plan p
    cross join lateral (select currency from plan_price where plan_id = p.id order by from_date desc limit 1) x
    where p.domain_id = ${tx.actor.domainId} and p.active and x.currency <> ${currency} order by p.id limit 1`;
  if (plan) throw invalid('charging', 'plan_in_other_currency', { id: plan.id, currency: plan.currency });
}
