import { changeCamera } from '../../../core/cameras/change/change.ts';
import { devicesAt } from '../../../core/cameras/reading/at-address.ts';
import { together } from '../../../core/together.ts';
import { isObject } from '../../wire/body.ts';
import { coordinatesIn, placeOf } from './coordinates.ts';
import { deviceOf } from './device-reads.ts';
import { Fields, missing, refused } from './fields.ts';
import { absent } from './log.ts';
import type { Method } from './method.ts';

const MOST = 1000;

export const addressMethods: readonly Method[] = [
  {
    name: 'address_devices_list',
    async run({ core, actor, fields }) {
      const devices = await devicesAt(core, actor, fields.text('address'));
      return {
        devices: devices.map(({ id, title, coordinates }) => ({ device_id: id, ...placeOf(coordinates), title })),
      };
    },
  },
  {
    name: 'address_devices_update',
    silent: true,
    names: { coordinates: 'latitude' },
    async run(call) {
      const devices = devicesIn(call.fields);
      // In the order of their ids: two such calls never wait for each other's rows crosswise.
      const sorted = devices.map((one) => ({ one, id: one.integer('device_id') })).sort((a, b) => a.id - b.id);
      await together(call.core, async (core) => {
        for (const { one, id } of sorted) {
          const device = await deviceOf(core, call.actor, id);
          if (device?.kind !== 'camera') {
            absent(call, `camera ${id}`);
            continue;
          }
          const coordinates = coordinatesIn(one, device.camera.coordinates);
          if (coordinates !== undefined) await changeCamera(core, call.actor, { id }, { coordinates });
        }
      });
      return {};
    },
  },
];

function devicesIn(fields: Fields): readonly Fields[] {
  const data = fields.all.data ?? missing('data');
  const list = Array.isArray(data) ? data : [data];
  if (list.length > MOST) throw refused('data', `не больше ${MOST} устройств`);
  return list.map((one) => (isObject(one) ? new Fields(one) : missing('data')));
}
