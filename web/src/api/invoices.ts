import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { InvoicesIssued } from './types.ts';

const root = '/api/vedette/v1/invoices' as const;
const one = `${root}/{id}` as const;
const organization = '/api/vedette/v1/organizations/{id}' as const;

export const INVOICE_STATUSES = ['open', 'paid', 'void'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
export interface InvoiceFilter {
  /** YYYY-MM */
  readonly month?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly status?: InvoiceStatus | undefined;
  /** Part of its number or its credit note's. */
  readonly search?: string | undefined;
}

export const invoicesQuery = (filter: InvoiceFilter) =>
  infiniteQueryOptions({
    queryKey: ['invoices', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: true });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** How far a month (YYYY-MM) is on its way to invoices. */
export const invoicedMonthQuery = (month: string) =>
  queryOptions({
    queryKey: ['invoices', 'month', month],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/vedette/v1/money/month/invoices', { params: { query: { month } }, signal })),
  });

/** What its invoice of a month (YYYY-MM) would say today. */
export const previewQuery = (id: number, month: string) =>
  queryOptions({
    queryKey: ['invoices', 'preview', id, month],
    queryFn: ({ signal }) =>
      answer(api.GET(`${organization}/invoice-preview`, { params: { path: { id }, query: { month } }, signal })),
  });

export const issueInvoices = (month: string, after: number | null, limit: number): Promise<InvoicesIssued> =>
  answer(api.POST(root, { body: { month, after, limit } }));

export const issueInvoice = (id: number, month: string) =>
  answer(api.POST(`${organization}/invoices`, { params: { path: { id } }, body: { month } }));

export const voidInvoice = (id: number, reason: string) =>
  answer(api.POST(`${one}/void`, { params: { path: { id } }, body: { reason } }));

/** Gives back the addresses that it goes to. */
export const mailInvoice = (id: number) => answer(api.POST(`${one}/mail`, { params: { path: { id } } }));

export type DocumentKind = 'invoice' | 'act' | 'credit_note';

/** Where a document is sent as a file. */
export const invoiceFile = (id: number, kind: DocumentKind, format: 'pdf' | 'csv' = 'pdf'): string =>
  `${root}/${id}/document?${new URLSearchParams({ kind, format })}`;

export const previewFile = (id: number, month: string): string =>
  `/api/vedette/v1/organizations/${id}/invoice-preview.pdf?${new URLSearchParams({ month })}`;

/** The list of a month as a file. */
export const invoicesFile = (month: string, { organizationId, status }: InvoiceFilter): string =>
  `${root}.csv?${new URLSearchParams({
    month,
    ...(organizationId === undefined ? {} : { organizationId: String(organizationId) }),
    ...(status === undefined ? {} : { status }),
  })}`;
