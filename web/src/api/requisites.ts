import { queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { OrganizationRequisites, RequisitesSet } from './types.ts';

const ofProvider = '/api/vedette/v1/requisites' as const;
const ofOrganization = '/api/vedette/v1/organizations/{id}/requisites' as const;
const rates = '/api/vedette/v1/tax-rates' as const;

/** What invoices say of the provider, and how they are made. */
export const requisitesQuery = queryOptions({
  queryKey: ['requisites', 'provider'],
  queryFn: ({ signal }) => answer(api.GET(ofProvider, { signal })),
});

/** Fields that are absent are empty again. */
export const setRequisites = (body: RequisitesSet) => answer(api.PUT(ofProvider, { body }));

export const organizationRequisitesQuery = (id: number) =>
  queryOptions({
    queryKey: ['requisites', 'organization', id],
    queryFn: ({ signal }) => answer(api.GET(ofOrganization, { params: { path: { id } }, signal })),
  });

export const setOrganizationRequisites = (id: number, body: OrganizationRequisites) =>
  answer(api.PUT(ofOrganization, { params: { path: { id } }, body }));

/** Of every plan and of single ones, by the day on which they begin. */
export const taxRatesQuery = queryOptions({
  queryKey: ['taxRates'],
  queryFn: ({ signal }) => answer(api.GET(rates, { signal })),
});

/** `fromDate` as YYYY-MM-DD; `planId` null: of every plan; `rate` in percent, null: without VAT. */
export const setTaxRate = (planId: number | null, fromDate: string, rate: string | null) =>
  answer(api.PUT(`${rates}/{fromDate}`, { params: { path: { fromDate } }, body: { planId, rate } }));

export const removeTaxRate = (planId: number | null, fromDate: string) =>
  answer(
    api.DELETE(`${rates}/{fromDate}`, {
      params: { path: { fromDate }, query: defined({ planId: planId ?? undefined }) },
    }),
  );
