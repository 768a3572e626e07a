import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';

const one = '/api/vedette/v1/organizations/{id}' as const;

export const ENTRY_KINDS = ['payment', 'charge', 'correction', 'refund'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
/** Days of the provider's, YYYY-MM-DD, both included. */
export interface StatementFilter {
  readonly kind?: EntryKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Asked often while a payment is waited for. */
export const balanceQuery = (id: number, asOf?: string) =>
  queryOptions({
    queryKey: ['ledger', 'balance', id, asOf],
    queryFn: ({ signal }) =>
      answer(api.GET(`${one}/balance`, { params: { path: { id }, query: defined({ asOf }) }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.blockedForBalance ? 5_000 : false),
  });

export const statementQuery = (id: number, filter: StatementFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['ledger', 'statement', id, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/statement`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const addPayment = (id: number, body: { amount: string; comment?: string; paymentId?: string }) =>
  answer(api.POST(`${one}/payments`, { params: { path: { id } }, body }));

export const addCorrection = (id: number, body: { amount: string; reason: string; correctionId?: string }) =>
  answer(api.POST(`${one}/corrections`, { params: { path: { id } }, body }));

export const addRefund = (id: number, body: { payment: number; amount: string; reason: string; refundId?: string }) =>
  answer(api.POST(`${one}/refunds`, { params: { path: { id } }, body }));

/** `month`: YYYY-MM. */
export const moneyMonthQuery = (month: string) =>
  queryOptions({
    queryKey: ['ledger', 'month', month],
    queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/money/month', { params: { query: { month } }, signal })),
  });

export const debtorsQuery = (month: string) =>
  infiniteQueryOptions({
    queryKey: ['ledger', 'debtors', month],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ month, after: pageParam, limit: 50 });
      return answer(api.GET('/api/vedette/v1/money/month/debtors', { params: { query: { ...query, month } }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
