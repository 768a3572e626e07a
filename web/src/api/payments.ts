import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import { loadRefusalWords } from './problems/refusalWords.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const gateways = '/api/vedette/v1/payments/gateways' as const;
const gateway = `${gateways}/{id}` as const;
const conflicts = '/api/vedette/v1/payments/conflicts' as const;
const statements = '/api/vedette/v1/bank-statements' as const;
const payments = '/api/vedette/v1/bank-payments' as const;

export type PaymentGateway = Get<typeof gateway>;
export type PaymentConflict = Item<Get<typeof conflicts>>;
export type BankStatement = Get<`${typeof statements}/{id}`>;
export type BankPayment = Item<Get<typeof payments>>;
export type BankPaymentStatus = BankPayment['status'];
export type UploadQuery = Omit<NonNullable<paths[typeof statements]['post']['parameters']['query']>, 'fileName'>;
interface GatewayBody {
  readonly name: string;
  readonly enabled: boolean;
  readonly networks: string[];
}

/** All of them: twenty at the most. */
export const gatewaysQuery = queryOptions({
  queryKey: ['payments', 'gateways'],
  queryFn: ({ signal }) => answer(api.GET(gateways, { signal })),
});

export const createGateway = (body: GatewayBody) => answer(api.POST(gateways, { body }));

export const changeGateway = (id: number, body: GatewayBody) =>
  answer(api.PATCH(gateway, { params: { path: { id } }, body }));

export const rotateGatewaySecret = (id: number) => answer(api.POST(`${gateway}/secret`, { params: { path: { id } } }));

export const deleteGateway = (id: number) => answer(api.DELETE(gateway, { params: { path: { id } } }));

export const conflictsQuery = infiniteQueryOptions({
  queryKey: ['payments', 'conflicts'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET(conflicts, { params: { query: defined({ after: pageParam, limit: 50 }) }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const closeConflict = (id: number) => answer(api.POST(`${conflicts}/{id}/close`, { params: { path: { id } } }));

export const statementsQuery = infiniteQueryOptions({
  queryKey: ['payments', 'statements'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET(statements, { params: { query: defined({ after: pageParam, limit: 50 }) }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Reads a file and says what is in it; nothing is booked yet. */
export const uploadStatement = (file: File, how: UploadQuery) =>
  answer(
    api.POST(statements, {
      params: { query: { ...how, fileName: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
    }),
  );

/** Books a part of what is certain; `counts.waiting` is what is left. */
export const commitStatement = (id: number) =>
  answer(api.POST(`${statements}/{id}/commit`, { params: { path: { id }, query: { limit: 50 } } }));

export interface BankPaymentFilter {
  readonly status?: BankPaymentStatus | undefined;
  readonly statementId?: number | undefined;
  readonly search?: string | undefined;
}

export const bankPaymentsQuery = (filter: BankPaymentFilter) =>
  infiniteQueryOptions({
    queryKey: ['payments', 'bank', filter],
    queryFn: ({ pageParam, signal }) =>
      withWords(
        answer(api.GET(payments, { params: { query: defined({ ...filter, after: pageParam, limit: 50 }) }, signal })),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Why a row was not booked is said as any refusal, whose words come when they are needed. */
async function withWords(page: Promise<Get<typeof payments>>): Promise<Get<typeof payments>> {
  const known = await page;
  if (known.items.some(({ problem }) => problem !== null)) await loadRefusalWords();
  return known;
}

export const assignBankPayment = (id: number, organizationId: number) =>
  answer(api.POST(`${payments}/{id}/assign`, { params: { path: { id } }, body: { organizationId } }));

export const ignoreBankPayment = (id: number, reason: string) =>
  answer(api.POST(`${payments}/{id}/ignore`, { params: { path: { id } }, body: { reason } }));

export const returnBankPayment = (id: number, reason: string) =>
  answer(api.POST(`${payments}/{id}/return`, { params: { path: { id } }, body: { reason } }));
