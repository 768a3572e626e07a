import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { cameraQuery, camerasQuery } from '../api/cameras.ts';
import { contractsQuery } from '../api/contracts.ts';
import { doorsQuery } from '../api/doors.ts';
import { ticketQuery, ticketsQuery } from '../api/tickets.ts';
import { CameraMissing } from '../viewer/CameraMissing.tsx';
import { paths } from './paths.ts';
import { viewerRoute } from './routes.ts';
import { cameraSearch, placeSearch, ticketSearch, wordSearch } from './searches.ts';

export const camerasRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.cameras,
  validateSearch: cameraSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(camerasQuery(deps)),
  component: lazyRouteComponent(() => import('../viewer/CamerasPage.tsx'), 'CamerasPage'),
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
  component: lazyRouteComponent(() => import('../viewer/CameraPage.tsx'), 'CameraPage'),
  errorComponent: CameraMissing,
});

export const doorsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.doors,
  validateSearch: wordSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(doorsQuery),
  component: lazyRouteComponent(() => import('../viewer/doors/DoorsPage.tsx'), 'DoorsPage'),
});

export const contractsRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.contracts,
  loader: ({ context }) => void context.queryClient.prefetchQuery(contractsQuery),
  component: lazyRouteComponent(() => import('../viewer/contracts/ContractsPage.tsx'), 'ContractsPage'),
});

export const profileRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.profile,
  component: lazyRouteComponent(() => import('../viewer/ProfilePage.tsx'), 'ProfilePage'),
});

export const supportRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.support,
  validateSearch: ticketSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(ticketsQuery(deps)),
  component: lazyRouteComponent(() => import('../viewer/support/SupportPage.tsx'), 'SupportPage'),
});

export const supportNewRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.supportNew,
  component: lazyRouteComponent(() => import('../viewer/support/SupportNewPage.tsx'), 'SupportNewPage'),
});

export const supportTicketRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.supportTicket,
  params: {
    parse: ({ ticketId }) => ({ ticketId: Number(ticketId) }),
    stringify: ({ ticketId }) => ({ ticketId: String(ticketId) }),
  },
  loader: ({ context, params }) => context.queryClient.ensureQueryData(ticketQuery(params.ticketId)),
  component: lazyRouteComponent(() => import('../viewer/support/SupportTicketPage.tsx'), 'SupportTicketPage'),
});
