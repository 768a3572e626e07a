import { type RateFrom, rateOn, type TaxRounding, taxWithin } from '../taxes/tax.ts';
import type { DocumentLine, MoneyDocument, TaxRate, TaxSum } from './document.ts';

/** What one plan came to on some days that follow each other, within which no tax rate begins. */
export interface ChargedDays {
  readonly planId: number;
  readonly title: string;
  readonly currency: string;
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly cameraDays: number;
  /** Minor units. */
  readonly amount: bigint;
}

/** The lines of a document, the taxes by rate and its total, from what was charged in one currency. */
export function composeSums(
  charged: readonly ChargedDays[],
  rates: readonly RateFrom[],
  rounding: TaxRounding,
): Pick<MoneyDocument, 'lines' | 'taxes'> & { readonly amount: bigint } {
  const lines = merged(charged.map((days) => ({ ...days, taxRate: rateOn(rates, days.planId, days.from) })))
    .filter(({ amount }) => amount > 0n)
    .map(
      ({ title, from, to, cameraDays, amount, taxRate }): DocumentLine => ({
        ...{ title, from, to, cameraDays, amount, taxRate },
        tax: rounding === 'line' ? taxWithin(amount, taxRate) : null,
      }),
    );
  return { lines, taxes: sumTaxes(lines), amount: lines.reduce((sum, { amount }) => sum + amount, 0n) };
}

type Taxed = ChargedDays & { readonly taxRate: TaxRate };

/** Days of one plan that follow each other at one rate are one line, though another plan's rate begins between them. */
function merged(all: readonly Taxed[]): readonly Taxed[] {
  const lines: Taxed[] = [];
  for (const days of all) {
    const last = lines.at(-1);
    if (last === undefined || last.planId !== days.planId || last.taxRate !== days.taxRate) lines.push(days);
    else
      lines[lines.length - 1] = {
        ...last,
        to: days.to,
        cameraDays: last.cameraDays + days.cameraDays,
        amount: last.amount + days.amount,
      };
  }
  return lines;
}

/** Highest rate first, without VAT last. Where lines have their tax it is the sum of these. */
function sumTaxes(lines: readonly DocumentLine[]): readonly TaxSum[] {
  const sums = new Map<TaxRate, { amount: bigint; tax: bigint | null }>();
  for (const { taxRate, amount, tax } of lines) {
    const sum = sums.get(taxRate) ?? { amount: 0n, tax: 0n };
    sums.set(taxRate, { amount: sum.amount + amount, tax: sum.tax === null || tax === null ? null : sum.tax + tax });
  }
  return [...sums]
    .map(([rate, { amount, tax }]) => ({ rate, amount, tax: tax ?? taxWithin(amount, rate) }))
    .sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1));
}

/** The act of the services that an invoice is about, dated by the last day of its month. */
export const actOf = (invoice: MoneyDocument): MoneyDocument => ({
  ...invoice,
  kind: 'act',
  issuedOn: invoice.to,
  dueOn: null,
  due: null,
  ofInvoice: invoice.number,
});

/** What takes an invoice back: the same sums under a number and a day of its own. */
export const creditNoteOf = (invoice: MoneyDocument, number: string, issuedOn: string): MoneyDocument => ({
  ...invoice,
  kind: 'credit_note',
  number,
  issuedOn,
  dueOn: null,
  due: null,
  ofInvoice: invoice.number,
});
