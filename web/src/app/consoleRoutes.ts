import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { administratorQuery, administratorsQuery } from '../api/administrators.ts';
import { cameraQuery, camerasQuery } from '../api/cameras.ts';
import { connectorQuery } from '../api/connector.ts';
import { doorSetupQuery, doorSetupsQuery } from '../api/doorSetups.ts';
import { lockQuery, locksQuery } from '../api/locks.ts';
import { organizationQuery, organizationsQuery } from '../api/organizations.ts';
import { clustersQuery, streamersQuery } from '../api/places.ts';
import { planQuery, plansQuery } from '../api/plans.ts';
import { presetQuery, presetsQuery } from '../api/presets.ts';
import {
  apiKeyQuery,
  auditQuery,
  billingEventsQuery,
  overviewQuery,
  settingsQuery,
  viewingsQuery,
} from '../api/system.ts';
import { ticketQuery, ticketsQuery } from '../api/tickets.ts';
import { userQuery, usersQuery } from '../api/users.ts';
import { paths } from './paths.ts';
import { consoleRoute } from './routes.ts';
import {
  auditSearch,
  billingSearch,
  CAMERA_TABS,
  cameraSearch,
  DOOR_TABS,
  doorSearch,
  LOCK_TABS,
  lockSearch,
  newCameraSearch,
  newDoorSearch,
  ORGANIZATION_TABS,
  planSearch,
  tabSearch,
  ticketSearch,
  USER_TABS,
  userSearch,
  viewingSearch,
  wordSearch,
} from './searches.ts';

const getParentRoute = () => consoleRoute;
const numbered = <const K extends string>(name: K) => ({
  parse: (raw: Record<K, string>) => ({ [name]: Number(raw[name]) }) as Record<K, number>,
  stringify: (params: Record<K, number>) => ({ [name]: String(params[name]) }) as Record<K, string>,
});

// Lists draw their own skeletons and failures, so their loaders only begin; cards wait, so that a wrong id is a page.
const overview = createRoute({
  getParentRoute,
  path: paths.console,
  loader: ({ context }) => void context.queryClient.prefetchQuery(overviewQuery),
  component: lazyRouteComponent(() => import('../console/OverviewPage.tsx'), 'OverviewPage'),
});

const cameras = createRoute({
  getParentRoute,
  path: paths.consoleCameras,
  validateSearch: cameraSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(camerasQuery(deps)),
  component: lazyRouteComponent(() => import('../console/cameras/CameraListPage.tsx'), 'CameraListPage'),
});
const cameraNew = createRoute({
  getParentRoute,
  path: paths.consoleCameraNew,
  validateSearch: newCameraSearch,
  loader: ({ context }) => context.queryClient.ensureQueryData(presetsQuery),
  component: lazyRouteComponent(() => import('../console/cameras/CameraNewPage.tsx'), 'CameraNewPage'),
});
const camera = createRoute({
  getParentRoute,
  path: paths.consoleCamera,
  params: numbered('cameraId'),
  validateSearch: tabSearch(CAMERA_TABS),
  loader: ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(cameraQuery(params.cameraId)),
      context.queryClient.ensureQueryData(presetsQuery),
    ]),
  component: lazyRouteComponent(() => import('../console/cameras/CameraCardPage.tsx'), 'CameraCardPage'),
});

const doors = createRoute({
  getParentRoute,
  path: paths.consoleDoors,
  validateSearch: doorSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(doorSetupsQuery(deps)),
  component: lazyRouteComponent(() => import('../console/doors/DoorListPage.tsx'), 'DoorListPage'),
});
const doorNew = createRoute({
  getParentRoute,
  path: paths.consoleDoorNew,
  validateSearch: newDoorSearch,
  component: lazyRouteComponent(() => import('../console/doors/DoorNewPage.tsx'), 'DoorNewPage'),
});
const door = createRoute({
  getParentRoute,
  path: paths.consoleDoor,
  params: numbered('doorId'),
  validateSearch: tabSearch(DOOR_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(doorSetupQuery(params.doorId)),
  component: lazyRouteComponent(() => import('../console/doors/DoorCardPage.tsx'), 'DoorCardPage'),
});

const locks = createRoute({
  getParentRoute,
  path: paths.locks,
  validateSearch: lockSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(locksQuery(deps)),
  component: lazyRouteComponent(() => import('../console/locks/LockListPage.tsx'), 'LockListPage'),
});
const lockNew = createRoute({
  getParentRoute,
  path: paths.lockNew,
  validateSearch: newCameraSearch,
  component: lazyRouteComponent(() => import('../console/locks/LockNewPage.tsx'), 'LockNewPage'),
});
const lock = createRoute({
  getParentRoute,
  path: paths.lock,
  params: numbered('lockId'),
  validateSearch: tabSearch(LOCK_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(lockQuery(params.lockId)),
  component: lazyRouteComponent(() => import('../console/locks/LockCardPage.tsx'), 'LockCardPage'),
});

const organizations = createRoute({
  getParentRoute,
  path: paths.organizations,
  validateSearch: wordSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(organizationsQuery(deps)),
  component: lazyRouteComponent(
    () => import('../console/organizations/OrganizationListPage.tsx'),
    'OrganizationListPage',
  ),
});
const organizationNew = createRoute({
  getParentRoute,
  path: paths.organizationNew,
  component: lazyRouteComponent(
    () => import('../console/organizations/OrganizationNewPage.tsx'),
    'OrganizationNewPage',
  ),
});
const organization = createRoute({
  getParentRoute,
  path: paths.organization,
  params: numbered('organizationId'),
  validateSearch: tabSearch(ORGANIZATION_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(organizationQuery(params.organizationId)),
  component: lazyRouteComponent(
    () => import('../console/organizations/OrganizationCardPage.tsx'),
    'OrganizationCardPage',
  ),
});

const users = createRoute({
  getParentRoute,
  path: paths.users,
  validateSearch: userSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(usersQuery(deps)),
  component: lazyRouteComponent(() => import('../console/users/UserListPage.tsx'), 'UserListPage'),
});
const userNew = createRoute({
  getParentRoute,
  path: paths.userNew,
  validateSearch: newCameraSearch,
  component: lazyRouteComponent(() => import('../console/users/UserNewPage.tsx'), 'UserNewPage'),
});
const user = createRoute({
  getParentRoute,
  path: paths.user,
  params: numbered('userId'),
  validateSearch: tabSearch(USER_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(userQuery(params.userId)),
  component: lazyRouteComponent(() => import('../console/users/UserCardPage.tsx'), 'UserCardPage'),
});

const presets = createRoute({
  getParentRoute,
  path: paths.presets,
  validateSearch: wordSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(presetsQuery),
  component: lazyRouteComponent(() => import('../console/presets/PresetListPage.tsx'), 'PresetListPage'),
});
const presetNew = createRoute({
  getParentRoute,
  path: paths.presetNew,
  component: lazyRouteComponent(() => import('../console/presets/PresetNewPage.tsx'), 'PresetNewPage'),
});
const preset = createRoute({
  getParentRoute,
  path: paths.preset,
  params: numbered('presetId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(presetQuery(params.presetId)),
  component: lazyRouteComponent(() => import('../console/presets/PresetCardPage.tsx'), 'PresetCardPage'),
});

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

const plans = createRoute({
  getParentRoute,
  path: paths.plans,
  validateSearch: planSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(plansQuery),
  component: lazyRouteComponent(() => import('../console/plans/PlanListPage.tsx'), 'PlanListPage'),
});
const planNew = createRoute({
  getParentRoute,
  path: paths.planNew,
  loader: ({ context }) => context.queryClient.ensureQueryData(presetsQuery),
  component: lazyRouteComponent(() => import('../console/plans/PlanNewPage.tsx'), 'PlanNewPage'),
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
  component: lazyRouteComponent(() => import('../console/plans/PlanCardPage.tsx'), 'PlanCardPage'),
});

const tickets = createRoute({
  getParentRoute,
  path: paths.tickets,
  validateSearch: ticketSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(ticketsQuery(deps)),
  component: lazyRouteComponent(() => import('../console/tickets/TicketListPage.tsx'), 'TicketListPage'),
});
const ticket = createRoute({
  getParentRoute,
  path: paths.ticket,
  params: numbered('ticketId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(ticketQuery(params.ticketId)),
  component: lazyRouteComponent(() => import('../console/tickets/TicketCardPage.tsx'), 'TicketCardPage'),
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

export const consoleRoutes = [
  overview,
  cameras,
  cameraNew,
  camera,
  doors,
  doorNew,
  door,
  locks,
  lockNew,
  lock,
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
  tickets,
  ticket,
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
