import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { administratorQuery, administratorsQuery } from '../api/administrators.ts';
import { connectorQuery } from '../api/connector.ts';
import { clustersQuery, streamersQuery } from '../api/places.ts';
import { apiKeyQuery, auditQuery, billingEventsQuery, settingsQuery, viewingsQuery } from '../api/system.ts';
import { numbered } from './numbered.ts';
import { paths } from './paths.ts';
import { consoleRoute } from './routes.ts';
import { auditSearch, billingSearch, viewingSearch } from './searches.ts';

const getParentRoute = () => consoleRoute;

// Lists draw their own skeletons and failures, so their loaders only begin; cards wait, so that a wrong id is a page.
const administrators = createRoute({
  getParentRoute,
  path: paths.administrators,
  loader: ({ context }) => void context.queryClient.prefetchQuery(administratorsQuery),
  component: lazyRouteComponent(
    () => import('../console/administrators/AdministratorListPage.tsx'),
    'AdministratorListPage',
  ),
});

const administratorNew = createRoute({
  getParentRoute,
  path: paths.administratorNew,
  component: lazyRouteComponent(
    () => import('../console/administrators/AdministratorNewPage.tsx'),
    'AdministratorNewPage',
  ),
});

const administrator = createRoute({
  getParentRoute,
  path: paths.administrator,
  params: numbered('administratorId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(administratorQuery(params.administratorId)),
  component: lazyRouteComponent(
    () => import('../console/administrators/AdministratorCardPage.tsx'),
    'AdministratorCardPage',
  ),
});

const streamers = createRoute({
  getParentRoute,
  path: paths.streamers,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(streamersQuery);
    void context.queryClient.prefetchQuery(clustersQuery);
  },
  component: lazyRouteComponent(() => import('../console/system/StreamersPage.tsx'), 'StreamersPage'),
});

const billingEvents = createRoute({
  getParentRoute,
  path: paths.billingEvents,
  validateSearch: billingSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(billingEventsQuery(deps)),
  component: lazyRouteComponent(() => import('../console/system/BillingEventsPage.tsx'), 'BillingEventsPage'),
});

const audit = createRoute({
  getParentRoute,
  path: paths.audit,
  validateSearch: auditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery(deps)),
  component: lazyRouteComponent(() => import('../console/system/AuditPage.tsx'), 'AuditPage'),
});

const viewings = createRoute({
  getParentRoute,
  path: paths.viewings,
  validateSearch: viewingSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(viewingsQuery(deps)),
  component: lazyRouteComponent(() => import('../console/system/ViewingsPage.tsx'), 'ViewingsPage'),
});

const connector = createRoute({
  getParentRoute,
  path: paths.connector,
  loader: ({ context }) => void context.queryClient.prefetchQuery(connectorQuery),
  component: lazyRouteComponent(() => import('../console/system/ConnectorPage.tsx'), 'ConnectorPage'),
});

const settings = createRoute({
  getParentRoute,
  path: paths.settings,
  loader: ({ context }) =>
    Promise.all([context.queryClient.ensureQueryData(settingsQuery), context.queryClient.ensureQueryData(apiKeyQuery)]),
  component: lazyRouteComponent(() => import('../console/system/SettingsPage.tsx'), 'SettingsPage'),
});

export const consoleSystemRoutes = [
  administrators,
  administratorNew,
  administrator,
  streamers,
  billingEvents,
  audit,
  viewings,
  connector,
  settings,
] as const;
