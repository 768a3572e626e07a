import { createRouter } from '@tanstack/react-router';
import { queryClient } from '../query.ts';
import { ErrorPage, NotFoundPage } from '../states.tsx';
import { consoleRoutes } from './consoleRoutes.ts';
import {
  asUserEndedRoute,
  asUserRoute,
  consoleRoute,
  homeRoute,
  restorePasswordRoute,
  rootRoute,
  signedRoute,
  signInRoute,
  viewerRoute,
} from './routes.ts';
import {
  analyticsRoute,
  balanceRoute,
  cameraRoute,
  camerasRoute,
  contractsRoute,
  doorsRoute,
  guestsRoute,
  mapRoute,
  profileRoute,
  subUserRoutes,
  supportNewRoute,
  supportRoute,
  supportTicketRoute,
} from './viewerRoutes.ts';

const tree = rootRoute.addChildren([
  signInRoute,
  restorePasswordRoute,
  asUserRoute,
  asUserEndedRoute,
  signedRoute.addChildren([
    homeRoute,
    viewerRoute.addChildren([
      camerasRoute,
      mapRoute,
      cameraRoute,
      doorsRoute,
      guestsRoute,
      analyticsRoute,
      balanceRoute,
      contractsRoute,
      profileRoute,
      supportRoute,
      supportNewRoute,
      supportTicketRoute,
      ...subUserRoutes,
    ]),
    consoleRoute.addChildren(consoleRoutes),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadDelay: 60,
  // The query cache decides what is fresh; the router keeps nothing of its own.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
