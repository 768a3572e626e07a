import type { Static } from 'typebox';
import type { MoneyDocument as CoreDocument, Party, Seller, TaxRate } from '../../core/invoices/document.ts';
import type { Invoice as CoreInvoice } from '../../core/invoices/invoice.ts';
import { formatMoney } from '../../core/ledger/money.ts';
import { formatPercent } from '../../core/terms/terms.ts';
import type { Invoice, MoneyDocument } from '../contract/invoices.ts';
import { toMoney } from './money-wire.ts';

export const toRate = (rate: TaxRate): string | null => (rate === null ? null : formatPercent(rate));

export const toInvoice = (invoice: CoreInvoice): Static<typeof Invoice> => ({
  id: invoice.id,
  number: invoice.number,
  month: invoice.month,
  organization: { id: invoice.organizationId, title: invoice.organizationTitle },
  buyer: invoice.buyer,
  issuedOn: invoice.issuedOn,
  dueOn: invoice.dueOn,
  total: toMoney(invoice.total),
  tax: formatMoney({ ...invoice.total, amount: invoice.tax }),
  status: invoice.status,
  paidAt: invoice.paidAt?.toISOString() ?? null,
  hasAct: invoice.hasAct,
  creditNote: invoice.creditNote,
});

export const toParty = (party: Party) => ({
  name: party.name,
  taxId: party.taxId,
  taxOffice: party.taxOffice,
  address: party.address,
  phone: party.phone,
  email: party.email,
});

export const toSeller = ({ bank, signatory, ...seller }: Seller) => ({
  ...toParty(seller),
  bank: bank && toBank(bank),
  signatory: signatory && { position: signatory.position, name: signatory.name },
});

function toBank(bank: NonNullable<Seller['bank']>) {
  if (bank.kind === 'iban') return { kind: bank.kind, iban: bank.iban, bic: bank.bic, bankName: bank.bankName };
  const { kind, bankName, bic, account, correspondentAccount } = bank;
  return { kind, bankName, bic, account, correspondentAccount };
}

export function toDocument(document: CoreDocument): Static<typeof MoneyDocument> {
  const text = (amount: bigint) => formatMoney({ ...document.total, amount });
  return {
    kind: document.kind,
    number: document.number,
    issuedOn: document.issuedOn,
    dueOn: document.dueOn,
    from: document.from,
    to: document.to,
    language: document.language,
    seller: toSeller(document.seller),
    buyer: { ...toParty(document.buyer), contractNumber: document.buyer.contractNumber },
    lines: document.lines.map((line) => ({
      title: line.title,
      from: line.from,
      to: line.to,
      cameraDays: line.cameraDays,
      amount: text(line.amount),
      taxRate: toRate(line.taxRate),
      tax: line.tax === null ? null : text(line.tax),
    })),
    taxes: document.taxes.map(({ rate, amount, tax }) => ({
      rate: toRate(rate),
      amount: text(amount),
      tax: text(tax),
    })),
    total: toMoney(document.total),
    due: document.due === null ? null : text(document.due),
    ofInvoice: document.ofInvoice,
  };
}
