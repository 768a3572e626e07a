import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { cameraQuery, camerasQuery } from '../api/cameras.ts';
import { paths } from './paths.ts';
import { viewerRoute } from './routes.ts';
import { cameraSearch, placeSearch } from './searches.ts';

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
});

export const profileRoute = createRoute({
  getParentRoute: () => viewerRoute,
  path: paths.profile,
  component: lazyRouteComponent(() => import('../viewer/ProfilePage.tsx'), 'ProfilePage'),
});
