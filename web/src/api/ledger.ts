import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';

const one = '/api/vedette/v1/organizations/{id}' as const;

export const balanceQuery = (id: number) =>
  queryOptions({
    queryKey: ['ledger', 'balance', id],
    queryFn: ({ signal }) => answer(api.GET(`${one}/balance`, { params: { path: { id } }, signal })),
  });

export const statementQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['ledger', 'statement', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/statement`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const addPayment = (id: number, body: { amount: string; comment?: string; paymentId?: string }) =>
  answer(api.POST(`${one}/payments`, { params: { path: { id } }, body }));
