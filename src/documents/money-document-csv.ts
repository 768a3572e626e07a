import { stringify } from 'csv-stringify/sync';
import type { DocumentLine, MoneyDocument } from '../core/invoices/document.ts';
import { formatMoney } from '../core/ledger/money.ts';

const HEADER = [
  ...['document', 'number', 'issuedOn', 'contract', 'title', 'from', 'to', 'cameraDays'],
  ...['taxRate', 'tax', 'amount', 'currency'],
];

/**
 * The lines of a money document as CSV in UTF-8 with a mark and a header; a preview has no number. Sums are decimals, tax
 * rates percents: an empty rate is "without VAT", an empty tax says that only the total has it. What begins like a formula
 * is sent as text.
 */
export function moneyDocumentCsv(document: MoneyDocument): string {
  const { currency } = document.total;
  const rows = stringify([HEADER, ...document.lines.map((line) => cellsOf(document, line))], {
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { bigint: (amount) => formatMoney({ amount, currency }) },
  });
  return `\ufeff${rows}`;
}

function cellsOf({ kind, number, issuedOn, buyer, total }: MoneyDocument, line: DocumentLine) {
  return [
    ...[kind, number, issuedOn, buyer.contractNumber],
    ...[line.title, line.from, line.to, line.cameraDays],
    line.taxRate === null ? null : line.taxRate / 100,
    ...[line.tax, line.amount, total.currency],
  ];
}
