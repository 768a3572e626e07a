import { setDeviceRights } from '../../../core/rights/device.ts';
import { type CameraRights, rightsOfUser } from '../../../core/rights/list.ts';
import type { Method } from '../method.ts';

const names = { userId: 'UserID', cameraId: 'CameraID' };

/** Six rights of a user on a camera. */
export const rightsMethods: readonly Method[] = [
  {
    name: 'GetUserCameraAccessRights',
    names,
    run: async (call) => (await rightsOfUser(call.core, call.actor, call.integer('UserID'))).map(toWire),
  },
  {
    name: 'UpdateUserCameraAccessRights',
    names,
    async run(call) {
      const userId = call.integer('UserID');
      const cameraId = call.integer('CameraID');
      await setDeviceRights(call.core, call.actor, userId, cameraId, {
        live: call.flag('Review'),
        archive: call.flag('ViewArchive'),
        edit: call.flag('Admin'),
        ptz: call.optionalFlag('PTZ') ?? false,
        download: call.optionalFlag('Download') ?? true,
        snapshot: call.optionalFlag('Snapshot') ?? false,
      });
      return { Status: 1 };
    },
  },
];

const toWire = (of: CameraRights) => ({
  CameraID: of.cameraId,
  Review: Number(of.live),
  ViewArchive: Number(of.archive),
  Admin: Number(of.edit),
  PTZ: Number(of.ptz),
  Download: Number(of.download),
  Snapshot: Number(of.snapshot),
});
