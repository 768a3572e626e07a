import type { Db } from '../../db/sql.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { type Policy, policyOf } from '../ledger/policy.ts';
import { findProvider } from '../requisites/queries.ts';
import { emptyRequisites, type ProviderRequisites } from '../requisites/requisites.ts';
import { listRates } from '../taxes/queries.ts';
import { type RateFrom, roundingOf } from '../taxes/tax.ts';
import { addDays, localDate } from '../time.ts';
import { chargedDays } from './charged-queries.ts';
import { type ChargedDays, composeSums } from './composing.ts';
import type { MoneyDocument } from './document.ts';
import type { InvoicedMonth } from './month.ts';
import { findBuyer, sellerOf } from './parties.ts';

/** What all documents of a domain are made by. */
export interface Terms {
  readonly domainId: number;
  readonly requisites: ProviderRequisites;
  readonly rates: readonly RateFrom[];
  readonly policy: Policy;
  /** YYYY-MM-DD */
  readonly today: string;
}

export async function termsOf(core: Core, domainId: number): Promise<Terms> {
  const sql = reader(core);
  const policy = await policyOf(sql, domainId);
  return {
    domainId,
    requisites: (await findProvider(sql, domainId)) ?? emptyRequisites(policy.locale),
    rates: await listRates(sql, domainId),
    policy,
    today: localDate(policy.timeZone)(core.clock().getTime()),
  };
}

/** What an organization was charged in the month, in all currencies. */
export async function chargedIn(
  sql: Db,
  { domainId, rates }: Terms,
  organizationId: number,
  month: InvoicedMonth,
): Promise<readonly ChargedDays[]> {
  const starts = rates.map(({ fromDate }) => fromDate).filter((day) => day > month.first && day <= month.last);
  return await chargedDays(sql, domainId, organizationId, month, [...new Set(starts)].sort());
}

/** What a draft is about; `lacking`: what payments lack to cover the month and all before it, minor units. */
export interface Subject {
  readonly organizationId: number;
  readonly month: InvoicedMonth;
  readonly currency: string;
  readonly charged: readonly ChargedDays[];
  readonly lacking: bigint;
}

/** The invoice of a month in one currency, without a number. */
export async function draftInvoice(sql: Db, terms: Terms, subject: Subject): Promise<MoneyDocument> {
  const { domainId, requisites, rates, today } = terms;
  const { organizationId, month, currency, lacking } = subject;
  const buyer = await findBuyer(sql, domainId, organizationId);
  if (!buyer) throw refuse('invoice_buyer_unknown', { id: organizationId });
  const charged = subject.charged.filter((days) => days.currency === currency);
  const { lines, taxes, amount } = composeSums(charged, rates, roundingOf(requisites.taxRounding, currency));
  return {
    kind: 'invoice',
    number: null,
    issuedOn: today,
    dueOn: requisites.daysToPay === null ? null : addDays(today, requisites.daysToPay),
    from: month.first,
    to: month.last,
    language: requisites.documentLanguage,
    seller: sellerOf(requisites),
    buyer,
    lines,
    taxes,
    total: { amount, currency },
    due: leftOf(amount, lacking),
    ofInvoice: null,
  };
}

/** What is left to pay of an invoice, minor units: all that is lacking may be of earlier ones too. */
export function leftOf(amount: bigint, lacking: bigint): bigint {
  if (lacking <= 0n) return 0n;
  if (lacking > amount) return amount;
  return lacking;
}
