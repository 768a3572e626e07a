import { type Static, Type } from 'typebox';
import type { ContractDevice as CoreDevice } from '../../core/contracts/device.ts';
import { devicesOf, giveDevices, takeDevices } from '../../core/contracts/devices.ts';
import { refuse } from '../../core/errors.ts';
import { Done, Id, IdParams } from '../contract/common.ts';
import { ContractDevice } from '../contract/doors.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Organizations';
const DeviceParams = Type.Object({ id: Id, deviceId: Id });

/** The cameras and locks that a contract was given beside what is its own. */
export function contractDeviceRoutes(app: Api): void {
  app.get(
    '/organizations/:id/devices',
    {
      schema: {
        ...about(TAG, 'listContractDevices', 'The cameras and locks that the contract was given'),
        params: IdParams,
        response: answers(Type.Object({ items: Type.Array(ContractDevice) })),
      },
    },
    async (request) => ({
      items: (await devicesOf(request.core, caller(request), request.params.id)).map(toDevice),
    }),
  );

  app.put(
    '/organizations/:id/devices/:deviceId',
    {
      schema: {
        ...about(
          TAG,
          'giveDevice',
          'Give it a camera or a lock',
          'All of its people watch it, or open it. What it has already is no error.',
        ),
        params: DeviceParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { id, deviceId } = request.params;
      const { unknown } = await giveDevices(request.core, caller(request), id, [deviceId]);
      if (unknown.length > 0) throw refuse('device_not_found', { id: deviceId });
      return done;
    },
  );

  app.delete(
    '/organizations/:id/devices/:deviceId',
    {
      schema: {
        ...about(TAG, 'takeDevice', 'Take a camera or a lock away from it'),
        params: DeviceParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { id, deviceId } = request.params;
      const { taken } = await takeDevices(request.core, caller(request), id, [deviceId]);
      if (taken.length === 0) throw refuse('device_right_not_found', { organizationId: id, deviceId });
      return done;
    },
  );
}

const toDevice = ({ id, kind, title, suspended }: CoreDevice): Static<typeof ContractDevice> => ({
  deviceId: id,
  kind,
  title,
  suspended,
});
