import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { Get, Item } from './types.ts';

const root = '/api/vedette/v1/invoices' as const;
const preview = '/api/vedette/v1/organizations/{id}/invoice-preview' as const;

export type OwnInvoice = Item<Get<typeof root>>;
export type RunningInvoice = Get<typeof preview>;

/** Those of one contract, newest first. */
export const ownInvoicesQuery = (organizationId: number) =>
  infiniteQueryOptions({
    queryKey: ['ownInvoices', 'list', organizationId],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ organizationId, after: pageParam, limit: 24 });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** What the invoice of the running month would say today. */
export const runningInvoiceQuery = (id: number) =>
  queryOptions({
    queryKey: ['ownInvoices', 'running', id],
    queryFn: ({ signal }) => answer(api.GET(preview, { params: { path: { id } }, signal })),
  });

/** Where a document is sent as PDF. */
export const ownDocument = (id: number, kind: 'invoice' | 'act' | 'credit_note'): string =>
  `${root}/${id}/document?${new URLSearchParams({ kind, format: 'pdf' })}`;

export const runningDocument = (id: number): string => `/api/vedette/v1/organizations/${id}/invoice-preview.pdf`;
