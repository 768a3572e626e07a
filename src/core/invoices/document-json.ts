import type { DocumentLine, MoneyDocument, TaxSum } from './document.ts';

type Json = Readonly<Record<string, unknown>>;

/** A document as it is kept: its sums as decimal text of minor units, which JSON has no numbers for. */
export function documentToJson(document: MoneyDocument): Json {
  const { lines, taxes, total, due, ...rest } = document;
  return {
    ...rest,
    lines: lines.map((line) => ({ ...line, amount: `${line.amount}`, tax: line.tax === null ? null : `${line.tax}` })),
    taxes: taxes.map((sum) => ({ ...sum, amount: `${sum.amount}`, tax: `${sum.tax}` })),
    total: { ...total, amount: `${total.amount}` },
    due: due === null ? null : `${due}`,
  };
}

type Kept<T, K extends keyof T> = Omit<T, K> & { readonly [key in K]: string };
type KeptLine = Kept<DocumentLine, 'amount'> & { readonly tax: string | null };

/** The document again, from what `documentToJson` made. */
export function documentFromJson(json: Json): MoneyDocument {
  const kept = json as unknown as Omit<MoneyDocument, 'lines' | 'taxes' | 'total' | 'due'> & {
    readonly lines: readonly KeptLine[];
    readonly taxes: readonly Kept<TaxSum, 'amount' | 'tax'>[];
    readonly total: { readonly amount: string; readonly currency: string };
    readonly due: string | null;
  };
  return {
    ...kept,
    lines: kept.lines.map((line) => ({
      ...line,
      amount: BigInt(line.amount),
      tax: line.tax === null ? null : BigInt(line.tax),
    })),
    taxes: kept.taxes.map((sum) => ({ ...sum, amount: BigInt(sum.amount), tax: BigInt(sum.tax) })),
    total: { currency: kept.total.currency, amount: BigInt(kept.total.amount) },
    due: kept.due === null ? null : BigInt(kept.due),
  };
}
