import type { Money } from '../ledger/money.ts';
import type { MoneyDocument } from './document.ts';

export const INVOICE_STATUSES = ['open', 'paid', 'void'] as const;
/** Paid: what came in covers all that was charged up to the end of its month, so the oldest are paid first. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** As lists show it. */
export interface Invoice {
  readonly id: number;
  /** Null: it is gone. Else as it is called now. */
  readonly organizationTitle: string | null;
  readonly organizationId: number;
  /** Whom the document names. */
  readonly buyer: string;
  /** YYYY-MM */
  readonly month: string;
  readonly number: string;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly total: Money;
  /** Minor units within the total. */
  readonly tax: bigint;
  readonly status: InvoiceStatus;
  readonly paidAt: Date | null;
  readonly hasAct: boolean;
  /** Of a void one. */
  readonly creditNote: { readonly number: string; readonly issuedOn: string; readonly reason: string } | null;
}

export interface IssuedInvoice extends Invoice {
  readonly document: MoneyDocument;
}

/** What a list shows; absent: all. */
export interface InvoiceFilter {
  readonly organizationId?: number | undefined;
  /** YYYY-MM */
  readonly month?: string | undefined;
  readonly status?: InvoiceStatus | undefined;
  /** Part of its number or of its credit note's. */
  readonly search?: string | undefined;
}
