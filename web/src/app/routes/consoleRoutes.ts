import { createRoute } from '@tanstack/react-router';
import { organizationQuery, organizationsQuery } from '../../api/organizations.ts';
import { planQuery, plansQuery } from '../../api/plans.ts';
import { presetQuery, presetsQuery } from '../../api/presets.ts';
import { overviewQuery } from '../../api/system.ts';
import { ticketQuery, ticketsQuery } from '../../api/tickets.ts';
import { ratedDaysQuery } from '../../api/usage.ts';
import { userQuery, usersQuery } from '../../api/users.ts';
import { consolePage } from '../pages.ts';
import { consoleDeviceRoutes } from './consoleDeviceRoutes.ts';
import { consoleSystemRoutes } from './consoleSystemRoutes.ts';
import { numbered } from './numbered.ts';
import { paths } from './paths.ts';
import { consoleRoute } from './routes.ts';
import {
  invoiceSearch,
  monthSearch,
  newCameraSearch,
  organizationSearch,
  PAYMENT_TABS,
  planSearch,
  tabSearch,
  ticketSearch,
  userCardSearch,
  userSearch,
  wordSearch,
} from './searches.ts';

const getParentRoute = () => consoleRoute;

// Lists draw their own skeletons and failures, so their loaders only begin; cards wait, so that a wrong id is a page.
const overview = createRoute({
  getParentRoute,
  path: paths.console,
  loader: ({ context }) => void context.queryClient.prefetchQuery(overviewQuery),
  component: consolePage('OverviewPage'),
});

const organizations = createRoute({
  getParentRoute,
  path: paths.organizations,
  validateSearch: wordSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(organizationsQuery(deps)),
  component: consolePage('OrganizationListPage'),
});

const organizationNew = createRoute({
  getParentRoute,
  path: paths.organizationNew,
  component: consolePage('OrganizationNewPage'),
});

const organization = createRoute({
  getParentRoute,
  path: paths.organization,
  params: numbered('organizationId'),
  validateSearch: organizationSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(organizationQuery(params.organizationId)),
  component: consolePage('OrganizationCardPage'),
});

const users = createRoute({
  getParentRoute,
  path: paths.users,
  validateSearch: userSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(usersQuery(deps)),
  component: consolePage('UserListPage'),
});

const userNew = createRoute({
  getParentRoute,
  path: paths.userNew,
  validateSearch: newCameraSearch,
  component: consolePage('UserNewPage'),
});

const user = createRoute({
  getParentRoute,
  path: paths.user,
  params: numbered('userId'),
  validateSearch: userCardSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(userQuery(params.userId)),
  component: consolePage('UserCardPage'),
});

const presets = createRoute({
  getParentRoute,
  path: paths.presets,
  validateSearch: wordSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(presetsQuery),
  component: consolePage('PresetListPage'),
});

const presetNew = createRoute({
  getParentRoute,
  path: paths.presetNew,
  component: consolePage('PresetNewPage'),
});

const preset = createRoute({
  getParentRoute,
  path: paths.preset,
  params: numbered('presetId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(presetQuery(params.presetId)),
  component: consolePage('PresetCardPage'),
});

const plans = createRoute({
  getParentRoute,
  path: paths.plans,
  validateSearch: planSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(plansQuery),
  component: consolePage('PlanListPage'),
});

const planNew = createRoute({
  getParentRoute,
  path: paths.planNew,
  loader: ({ context }) => context.queryClient.ensureQueryData(presetsQuery),
  component: consolePage('PlanNewPage'),
});

const plan = createRoute({
  getParentRoute,
  path: paths.plan,
  params: numbered('planId'),
  loader: ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(planQuery(params.planId)),
      context.queryClient.ensureQueryData(presetsQuery),
    ]),
  component: consolePage('PlanCardPage'),
});

const rating = createRoute({
  getParentRoute,
  path: paths.rating,
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(ratedDaysQuery),
  component: consolePage('RatingPage'),
});

const money = createRoute({
  getParentRoute,
  path: paths.money,
  validateSearch: monthSearch,
  component: consolePage('MoneyPage'),
});

const payments = createRoute({
  getParentRoute,
  path: paths.payments,
  validateSearch: tabSearch(PAYMENT_TABS),
  component: consolePage('PaymentsPage'),
});

const invoices = createRoute({
  getParentRoute,
  path: paths.invoices,
  validateSearch: invoiceSearch,
  component: consolePage('InvoiceListPage'),
});

const requisites = createRoute({
  getParentRoute,
  path: paths.requisites,
  component: consolePage('RequisitesPage'),
});

const tickets = createRoute({
  getParentRoute,
  path: paths.tickets,
  validateSearch: ticketSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(ticketsQuery(deps)),
  component: consolePage('TicketListPage'),
});

const ticket = createRoute({
  getParentRoute,
  path: paths.ticket,
  params: numbered('ticketId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(ticketQuery(params.ticketId)),
  component: consolePage('TicketCardPage'),
});

export const consoleRoutes = [
  overview,
  ...consoleDeviceRoutes,
  organizations,
  organizationNew,
  organization,
  users,
  userNew,
  user,
  presets,
  presetNew,
  preset,
  plans,
  planNew,
  plan,
  rating,
  money,
  payments,
  invoices,
  requisites,
  tickets,
  ticket,
  ...consoleSystemRoutes,
] as const;
