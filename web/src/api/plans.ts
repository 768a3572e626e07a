import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { OrganizationPlansChange, PlanChange, PlanCreate } from './types.ts';

const root = '/api/vedette/v1/plans' as const;
const one = `${root}/{id}` as const;
const price = `${one}/prices/{fromDate}` as const;
const ofOrganization = '/api/vedette/v1/organizations/{id}/plans' as const;

/** All of them: a provider has tens, at most. */
export const plansQuery = queryOptions({
  queryKey: ['plans', 'list'],
  queryFn: ({ signal }) => answer(api.GET(root, { params: { query: { limit: 1000 } }, signal })),
});

export const planQuery = (id: number) =>
  queryOptions({
    queryKey: ['plans', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const createPlan = (body: PlanCreate) => answer(api.POST(root, { body }));

export const changePlan = (id: number, body: PlanChange) => answer(api.PATCH(one, { params: { path: { id } }, body }));

/** `fromDate` as YYYY-MM-DD. */
export const setPlanPrice = (id: number, fromDate: string, amount: string) =>
  answer(api.PUT(price, { params: { path: { id, fromDate } }, body: { amount } }));

export const removePlanPrice = (id: number, fromDate: string) =>
  answer(api.DELETE(price, { params: { path: { id, fromDate } } }));

export const organizationPlansQuery = (id: number) =>
  queryOptions({
    queryKey: ['plans', 'organization', id],
    queryFn: ({ signal }) => answer(api.GET(ofOrganization, { params: { path: { id } }, signal })),
  });

export const changeOrganizationPlans = (id: number, body: OrganizationPlansChange) =>
  answer(api.PATCH(ofOrganization, { params: { path: { id } }, body }));
