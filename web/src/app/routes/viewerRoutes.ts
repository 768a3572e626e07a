import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { cameraQuery, camerasQuery } from '../../api/cameras.ts';
import { contractsQuery } from '../../api/contracts.ts';
import { doorsQuery } from '../../api/doors.ts';
import { ticketQuery, ticketsQuery } from '../../api/tickets.ts';
import { userQuery } from '../../api/users.ts';
import { CameraMissing } from '../../viewer/cameras/CameraMissing.tsx';
import { formPage, viewerPage } from '../pages.ts';
import { numbered } from './numbered.ts';
import { paths } from './paths.ts';
import { viewerRoute } from './routes.ts';
import { analyticsSearch, balanceSearch, cameraSearch, placeSearch, ticketSearch, wordSearch } from './searches.ts';

export const camerasRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.cameras,
  validateSearch: cameraSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(camerasQuery(deps)),
  component: viewerPage('CamerasPage'),
});

export const mapRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.map,
  validateSearch: cameraSearch,
  component: formPage('MapPage'),
});

export const cameraRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.camera,
  validateSearch: placeSearch,
  params: {
    parse: ({ cameraId }) => ({ cameraId: Number(cameraId) }),
    stringify: ({ cameraId }) => ({ cameraId: String(cameraId) }),
  },
  loader: ({ context, params }) => context.queryClient.ensureQueryData(cameraQuery(params.cameraId)),
  component: lazyRouteComponent(() => import('../../viewer/cameras/CameraPage.tsx'), 'CameraPage'),
  errorComponent: CameraMissing,
});

export const doorsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.doors,
  validateSearch: wordSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(doorsQuery),
  component: viewerPage('DoorsPage'),
});

export const guestsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.guests,
  loader: ({ context }) => void context.queryClient.prefetchQuery(doorsQuery),
  component: formPage('GuestsPage'),
});

export const analyticsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.analytics,
  validateSearch: analyticsSearch,
  component: formPage('AnalyticsPage'),
});

export const contractsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.contracts,
  loader: ({ context }) => void context.queryClient.prefetchQuery(contractsQuery),
  component: viewerPage('ContractsPage'),
});

export const balanceRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.balance,
  validateSearch: balanceSearch,
  component: formPage('BalancePage'),
});

export const profileRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.profile,
  component: formPage('ProfilePage'),
});

export const supportRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.support,
  validateSearch: ticketSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(ticketsQuery(deps)),
  component: formPage('SupportPage'),
});

export const supportNewRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.supportNew,
  component: formPage('SupportNewPage'),
});

export const supportTicketRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.supportTicket,
  params: {
    parse: ({ ticketId }) => ({ ticketId: Number(ticketId) }),
    stringify: ({ ticketId }) => ({ ticketId: String(ticketId) }),
  },
  loader: ({ context, params }) => context.queryClient.ensureQueryData(ticketQuery(params.ticketId)),
  component: formPage('SupportTicketPage'),
});

const subUsersRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.subUsers,
  component: formPage('SubUsersPage'),
});

const subUserNewRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.subUserNew,
  component: formPage('SubUserNewPage'),
});

const subUserRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.subUser,
  params: numbered('userId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(userQuery(params.userId)),
  component: formPage('SubUserPage'),
});

export const subUserRoutes = [subUsersRoute, subUserNewRoute, subUserRoute] as const;
