import { DOOR_ICONS, DOOR_METHODS, type DoorFields, type DoorIcon, type DoorMethod } from '../../../core/doors/door.ts';
import {
  changeDoor,
  createDoor,
  deleteDoor,
  doorById,
  doorCommands,
  doorPage,
} from '../../../core/doors/operations.ts';
import { unlessNotFound } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import type { Call } from './call.ts';
import { mannerOf, pages } from './device-reads.ts';
import { type Fields, missing, refused } from './fields.ts';
import { streamed } from './list.ts';
import { absent } from './log.ts';
import type { Method } from './method.ts';

const PAGE = 1000;

const names = {
  lockId: 'device_id',
  cameraId: 'cam',
  command: 'open',
  method: 'open_trait',
  name: 'name',
  entrance: 'entrance',
};

export const doorMethods: readonly Method[] = [
  { name: 'doors_list', run: async (call) => await streamed('doors', doorsOut(call)) },
  {
    name: 'doors_add',
    silent: true,
    names,
    async run({ core, actor, fields }) {
      const lockId = fields.integer('device_id');
      const door = await createDoor(core, actor, { ...doorIn(fields), lockId });
      return { 'X-Door-Id': door.id };
    },
  },
  {
    name: 'doors_mod',
    silent: true,
    names,
    async run(call) {
      const id = doorId(call.fields);
      const lockId = call.fields.optionalInteger('device_id');
      const change = { ...doorIn(call.fields), ...(typeof lockId === 'number' ? { lockId } : {}) };
      const door = await unlessNotFound(doorById(call.core, call.actor, id));
      if (door) await changeDoor(call.core, call.actor, id, change);
      else absent(call, `door ${id}`);
      return {};
    },
  },
  {
    name: 'doors_del',
    silent: true,
    async run(call) {
      const id = doorId(call.fields);
      const door = await unlessNotFound(doorById(call.core, call.actor, id));
      if (door) await deleteDoor(call.core, call.actor, id);
      else absent(call, `door ${id}`);
      return {};
    },
  },
];

/** `id` as the list calls it is taken too. */
const doorId = (fields: Fields): number =>
  fields.optionalInteger('doors_id') ?? fields.optionalInteger('id') ?? missing('doors_id');

function doorIn(fields: Fields): DoorFields {
  const name = fields.optionalText('name');
  const open = fields.optionalText('open');
  return present({
    cameraId: fields.optionalInteger('cam'),
    entrance: fields.optionalInteger('entrance'),
    icon: oneOf<DoorIcon>(fields, 'icon', DOOR_ICONS),
    name: name === null ? '' : name,
    command: open === null ? '' : open?.trim(),
    method: oneOf<DoorMethod>(fields, 'open_trait', DOOR_METHODS),
  });
}

/** In any case; "nothing" is the first. */
function oneOf<T extends string>(fields: Fields, name: string, words: readonly [T, ...T[]]): T | undefined {
  const word = fields.optionalText(name)?.trim().toLowerCase();
  if (word === undefined) return fields.optionalText(name) === null ? words[0] : undefined;
  const known = words.find((one) => one.toLowerCase() === word);
  if (!known) throw refused(name, `должен быть ${words.join(', ')}`);
  return known;
}

async function* doorsOut(call: Call): AsyncGenerator<readonly object[]> {
  const { core, actor } = call;
  const { masked } = mannerOf(call);
  for await (const doors of pages((after) => doorPage(core, actor, { after, limit: PAGE }))) {
    const ids = doors.map(({ id }) => id);
    const commands = masked ? new Map<number, string>() : await doorCommands(core, actor, ids);
    yield doors.map((door) => ({
      id: door.id,
      device_id: door.lockId,
      cam: door.cameraId,
      entrance: door.entrance,
      icon: door.icon,
      name: door.name,
      open: commands.get(door.id) ?? door.command,
      open_trait: door.method,
    }));
  }
}
