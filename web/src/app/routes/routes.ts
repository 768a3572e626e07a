import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { sessionQuery, waysQuery } from '../../api/session.ts';
import { RestorePasswordPage } from '../../sign-in/RestorePasswordPage.tsx';
import { SignInPage } from '../../sign-in/SignInPage.tsx';
import { may } from '../may.ts';
import { consolePage, supportEndedPage, viewerPage } from '../pages.ts';
import { Signed } from '../Signed.tsx';
import { ErrorOutside, NowherePage } from '../states.tsx';
import { setSupportTab, supportTab } from '../supportTab.ts';
import { paths, startOf } from './paths.ts';
import { restoreSearch, signInSearch } from './searches.ts';

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NowherePage,
  errorComponent: ErrorOutside,
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn,
  validateSearch: signInSearch,
  beforeLoad: async ({ context, search }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const stays = search.forgotten || search.refused !== undefined;
    if (me !== null && !stays) throw redirect({ href: startOf(may(me, 'console.open'), search.next) });
  },
  // The form stands whole at once; a server that does not say takes passwords.
  loader: ({ context }) => context.queryClient.ensureQueryData(waysQuery).catch(() => undefined),
  component: SignInPage,
});

/** Of mailed links; whoever else is signed in here may follow one too. */
export const restorePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.restorePassword,
  validateSearch: restoreSearch,
  component: RestorePasswordPage,
});

/** Where "Log in as User" opens a tab: from there on the tab is in that session, and no other tab is. */
export const asUserRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.asUser,
  beforeLoad: ({ context, params }) => {
    setSupportTab(params.supportId);
    context.queryClient.clear();
    throw redirect({ to: paths.cameras, replace: true });
  },
});

export const asUserEndedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.asUserEnded,
  component: supportEndedPage(),
});

/** Everything below it has somebody signed in, in `context.me`. */
export const signedRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me === null && supportTab() !== null) throw redirect({ to: paths.asUserEnded });
    if (me === null) throw redirect({ to: paths.signIn, search: { next: location.href } });
    return { me };
  },
  component: Signed,
  errorComponent: ErrorOutside,
});

export const homeRoute = createRoute({
  getParentRoute: () => signedRoute,
  path: paths.home,
  beforeLoad: ({ context }) => {
    throw redirect({ to: may(context.me, 'console.open') ? paths.console : paths.cameras, replace: true });
  },
});

export const viewerRoute = createRoute({
  getParentRoute: () => signedRoute,
  id: 'viewer',
  component: viewerPage('ViewerShell'),
});

export const consoleRoute = createRoute({
  getParentRoute: () => signedRoute,
  id: 'console',
  beforeLoad: ({ context }) => {
    if (!may(context.me, 'console.open')) throw redirect({ to: paths.cameras, replace: true });
  },
  component: consolePage('ConsoleShell'),
});
