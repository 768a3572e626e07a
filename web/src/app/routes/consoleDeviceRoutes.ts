import { createRoute } from '@tanstack/react-router';
import { cameraQuery, camerasQuery } from '../../api/cameras.ts';
import { doorSetupQuery, doorSetupsQuery } from '../../api/doorSetups.ts';
import { intercomQuery } from '../../api/intercom.ts';
import { locationQuery, locationsQuery } from '../../api/locations.ts';
import { lockQuery, locksQuery } from '../../api/locks.ts';
import { presetsQuery } from '../../api/presets.ts';
import { consolePage } from '../pages.ts';
import { numbered } from './numbered.ts';
import { paths } from './paths.ts';
import { consoleRoute } from './routes.ts';
import {
  CAMERA_TABS,
  consoleCameraSearch,
  DOOR_TABS,
  deletedCameraSearch,
  doorSearch,
  intercomCardSearch,
  intercomSearch,
  LOCK_TABS,
  locationSearch,
  lockSearch,
  newCameraSearch,
  newDoorSearch,
  tabSearch,
} from './searches.ts';

const getParentRoute = () => consoleRoute;

// Lists draw their own skeletons and failures, so their loaders only begin; cards wait, so that a wrong id is a page.
const cameras = createRoute({
  getParentRoute,
  path: paths.consoleCameras,
  validateSearch: consoleCameraSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps: { view, ...filter } }) =>
    view === undefined ? void context.queryClient.prefetchInfiniteQuery(camerasQuery(filter)) : undefined,
  component: consolePage('CameraListPage'),
});

const cameraNew = createRoute({
  getParentRoute,
  path: paths.consoleCameraNew,
  validateSearch: newCameraSearch,
  loader: ({ context }) => context.queryClient.ensureQueryData(presetsQuery),
  component: consolePage('CameraNewPage'),
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
  component: consolePage('CameraCardPage'),
});

const deletedCameras = createRoute({
  getParentRoute,
  path: paths.deletedCameras,
  validateSearch: deletedCameraSearch,
  component: consolePage('DeletedCameraListPage'),
});

const doors = createRoute({
  getParentRoute,
  path: paths.consoleDoors,
  validateSearch: doorSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(doorSetupsQuery(deps)),
  component: consolePage('DoorListPage'),
});

const doorNew = createRoute({
  getParentRoute,
  path: paths.consoleDoorNew,
  validateSearch: newDoorSearch,
  component: consolePage('DoorNewPage'),
});

const door = createRoute({
  getParentRoute,
  path: paths.consoleDoor,
  params: numbered('doorId'),
  validateSearch: tabSearch(DOOR_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(doorSetupQuery(params.doorId)),
  component: consolePage('DoorCardPage'),
});

const intercoms = createRoute({
  getParentRoute,
  path: paths.intercoms,
  validateSearch: intercomSearch,
  component: consolePage('IntercomListPage'),
});

const intercom = createRoute({
  getParentRoute,
  path: paths.intercom,
  params: numbered('intercomId'),
  validateSearch: intercomCardSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(intercomQuery(params.intercomId)),
  component: consolePage('IntercomCardPage'),
});

const locks = createRoute({
  getParentRoute,
  path: paths.locks,
  validateSearch: lockSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(locksQuery(deps)),
  component: consolePage('LockListPage'),
});

const lockNew = createRoute({
  getParentRoute,
  path: paths.lockNew,
  validateSearch: newCameraSearch,
  component: consolePage('LockNewPage'),
});

const lock = createRoute({
  getParentRoute,
  path: paths.lock,
  params: numbered('lockId'),
  validateSearch: tabSearch(LOCK_TABS),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(lockQuery(params.lockId)),
  component: consolePage('LockCardPage'),
});

const locations = createRoute({
  getParentRoute,
  path: paths.locations,
  validateSearch: locationSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchInfiniteQuery(locationsQuery({ search: deps.search })),
  component: consolePage('LocationListPage'),
});

const location = createRoute({
  getParentRoute,
  path: paths.location,
  params: numbered('locationId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(locationQuery(params.locationId)),
  component: consolePage('LocationCardPage'),
});

export const consoleDeviceRoutes = [
  ...([cameras, cameraNew, camera, deletedCameras] as const),
  ...([doors, doorNew, door, intercoms, intercom, locks, lockNew, lock, locations, location] as const),
] as const;
