import { createCamera } from '../../../src/core/cameras/operations.ts';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { createSite } from '../../../src/core/sites/operations.ts';
import type { TestApp } from '../../support/app.ts';

/** An account with two cameras and two objects, one of each to be deleted. */
export interface CameraFixtures {
  readonly cameraAccountId: number;
  readonly cameraId: number;
  readonly goneCameraId: number;
  /** With an address of its own. */
  readonly remoteCameraId: number;
  readonly objectId: number;
  readonly goneObjectId: number;
}

export async function cameraFixtures({ core, system }: TestApp): Promise<CameraFixtures> {
  const { id: organizationId } = await createOrganization(core, system, { title: 'camera-fixture' });
  const camera = async (streamUrl = 'fake://clock') =>
    (await createCamera(core, system, { organizationId, streamUrl })).id;
  const site = async () => (await createSite(core, system, { organizationId, name: 'Дом' })).id;
  return {
    cameraAccountId: organizationId,
    cameraId: await camera(),
    goneCameraId: await camera(),
    remoteCameraId: await camera('rtsp://10.20.0.5/1'),
    objectId: await site(),
    goneObjectId: await site(),
  };
}

/** The least that AddCamera takes of a camera that nobody has to reach. */
export const ADD_CAMERA = {
  Name: 'Двор',
  MasterID: 1,
  Login: 'admin',
  Password: 'p@ss/1',
  IPOrDomain: '10.20.0.5',
  Port: 554,
  Protocol: 'rtsp',
  MJPEG: '/play.sdp',
} as const;
