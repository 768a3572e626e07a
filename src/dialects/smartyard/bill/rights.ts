import { devicesOf, giveDevices, takeDevices } from '../../../core/contracts/devices.ts';
import { extrasOf } from '../../../core/extra/read.ts';
import { DIALECT } from './device-in.ts';
import { typeOf, typeWord } from './device-out.ts';
import type { Fields } from './fields.ts';
import { absent } from './log.ts';
import type { Method } from './method.ts';

/** The contract as the billing knows it: a number or a text. */
export const uidIn = (fields: Fields): string => fields.text('uid').trim();

/** Title of a contract that is made because the billing named it. */
export const titleOf = (uid: string): string => `Договор ${uid}`;

export const rightMethods: readonly Method[] = [
  {
    name: 'rights_list',
    async run({ core, actor, fields, settings }) {
      const devices = await devicesOf(core, actor, { uid: uidIn(fields) });
      const intercoms = devices.filter(({ kind }) => kind === 'intercom').map(({ id }) => id);
      const extras = intercoms.length > 0 ? await extrasOf(core, actor, DIALECT, intercoms) : undefined;
      return {
        rights: devices.map(({ id, kind, title }) => ({
          device_id: id,
          device_type: typeWord(kind === 'lock' ? kind : typeOf(kind === 'intercom', extras?.get(id)), settings),
          title,
        })),
      };
    },
  },
  {
    name: 'rights_add',
    silent: true,
    async run(call) {
      const { core, actor, fields } = call;
      const uid = uidIn(fields);
      const { unknown } = await giveDevices(core, actor, { uid }, fields.ids('device_id'), { title: titleOf(uid) });
      if (unknown.length > 0) absent(call, `devices ${unknown.slice(0, 20).join(', ')}`);
      return {};
    },
  },
  {
    name: 'rights_del',
    silent: true,
    async run(call) {
      const { core, actor, fields } = call;
      const uid = uidIn(fields);
      const { organizationId } = await takeDevices(core, actor, { uid }, fields.ids('device_id'));
      if (organizationId === undefined) absent(call, `contract ${uid.slice(0, 100)}`);
      return {};
    },
  },
];
