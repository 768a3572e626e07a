import { randomUUID } from 'node:crypto';
import type { Block } from '../../../core/access/facts.ts';
import type { CameraFields, CameraView } from '../../../core/cameras/camera.ts';
import { changeCamera } from '../../../core/cameras/change/change.ts';
import { createCamera, deleteCamera } from '../../../core/cameras/operations.ts';
import type { Core } from '../../../core/core.ts';
import { extrasOf } from '../../../core/extra/read.ts';
import type { Lock } from '../../../core/locks/lock.ts';
import { changeLock, createLock, deleteLock } from '../../../core/locks/operations.ts';
import { panelOf, removePanel, setPanel } from '../../../core/panels/operations.ts';
import { together } from '../../../core/together.ts';
import { offInRussian } from '../../wire/blocks.ts';
import type { Call } from './call.ts';
import {
  cameraIn,
  DEVICE_NAMES,
  type DeviceType,
  DIALECT,
  lockIn,
  panelIn,
  requiredType,
  saysPanel,
  typeIn,
  uuidIn,
} from './device-in.ts';
import { typeOf } from './device-out.ts';
import { deviceOf, devicesOut } from './device-reads.ts';
import { refused } from './fields.ts';
import { streamed } from './list.ts';
import { absent } from './log.ts';
import type { Method } from './method.ts';

export const deviceMethods: readonly Method[] = [
  { name: 'devices_list', run: async (call) => await streamed('devices', devicesOut(call)) },
  { name: 'devices_add', silent: true, names: DEVICE_NAMES, run: addDevice },
  { name: 'devices_mod', silent: true, names: DEVICE_NAMES, run: changeDevice },
  {
    name: 'devices_del',
    silent: true,
    async run(call) {
      const id = call.fields.integer('device_id');
      const device = await deviceOf(call.core, call.actor, id);
      if (!device) absent(call, `device ${id}`);
      else if (device.kind === 'lock') await deleteLock(call.core, call.actor, id);
      else await deleteCamera(call.core, call.actor, { id });
      return {};
    },
  },
];

async function addDevice(call: Call): Promise<object> {
  const { core, actor, fields } = call;
  const type = requiredType(fields);
  const uuid = uuidIn(fields);
  if (type === 'lock') {
    const lock = await createLock(core, actor, { ...lockIn(fields), uuid });
    return made(lock.id);
  }
  const panel = panelIn(fields);
  const hasPanel = type === 'intercom' || saysPanel(panel);
  const name = uuid ?? randomUUID();
  const camera = { ...called(type, hasPanel, cameraIn(fields)), name, uuid: name };
  if (!hasPanel) return made((await createCamera(core, actor, camera)).id);
  return await together(core, async (core) => {
    const { id } = await createCamera(core, actor, camera);
    await setPanel(core, actor, id, panel);
    return made(id);
  });
}

const made = (id: number) => ({ 'X-Device-Id': id });

async function changeDevice(call: Call): Promise<object> {
  const { fields } = call;
  const id = fields.integer('device_id');
  const type = typeIn(fields);
  const device = await deviceOf(call.core, call.actor, id);
  if (!device) {
    absent(call, `device ${id}`);
    return {};
  }
  const { blocks } =
    device.kind === 'lock'
      ? await changeLockIn(call, device.lock, type)
      : await changeCameraIn(call, device.camera, type);
  return stillInactive(call, id, blocks);
}

/** The answer has no body to say it in: another hand's block remains, though `is_active` was to be true. */
function stillInactive(call: Call, id: number, blocks: readonly Block[]): object {
  if (call.fields.optionalFlag('is_active') !== true || blocks.length === 0) return {};
  const reason = offInRussian(blocks);
  const { requestId } = call.request.trace;
  call.core.log.info({ deviceId: id, reason, requestId }, 'a device stays inactive');
  return { 'X-Is-Active': 'false', 'X-Inactive-Reason': encodeURIComponent(reason) };
}

async function changeLockIn({ core, actor, fields }: Call, lock: Lock, type: DeviceType | undefined): Promise<Lock> {
  if (type !== undefined && type !== 'lock')
    throw refused('device_type', `нельзя изменить: устройство ${lock.id} — lock`);
  refuseOtherUuid(uuidIn(fields), [lock.uuid]);
  return await changeLock(core, actor, lock.id, lockIn(fields));
}

async function changeCameraIn(call: Call, camera: CameraView, type: DeviceType | undefined): Promise<CameraView> {
  const { core, actor, fields } = call;
  if (type === 'lock') throw refused('device_type', `нельзя изменить: устройство ${camera.id} — камера`);
  refuseOtherUuid(uuidIn(fields), [camera.name, camera.uuid]);
  const change = cameraIn(fields, camera.coordinates);
  const panel = panelIn(fields);
  if (type === undefined && Object.keys(panel).length === 0) return await set(core, call, camera, change);
  return await together(core, async (core) => {
    const before = (await panelOf(core, actor, camera.id)) !== undefined;
    const was = typeOf(before, (await extrasOf(core, actor, DIALECT, [camera.id])).get(camera.id));
    const hasPanel = type === 'intercom' || saysPanel(panel) || (type === undefined && before);
    const is = type ?? was;
    const after = await set(core, call, camera, called(is, hasPanel, change, was));
    if (hasPanel) await setPanel(core, actor, camera.id, panel);
    else if (before) await removePanel(core, actor, camera.id);
    return after;
  });
}

async function set(core: Core, { actor }: Call, camera: CameraView, change: CameraFields): Promise<CameraView> {
  return Object.keys(change).length > 0 ? await changeCamera(core, actor, { name: camera.name }, change) : camera;
}

/**
 * The document's own example gives a device of type 1 a panel. It gets one, and stays a camera in lists: that is kept
 * beside it, since by itself a camera with a panel is an intercom.
 */
function called(type: DeviceType, hasPanel: boolean, camera: CameraFields, was?: DeviceType): CameraFields {
  const mark = hasPanel && type === 'cam' ? 'cam' : null;
  if (mark === null && was === undefined) return camera;
  return { ...camera, extra: { dialect: DIALECT, values: { ...camera.extra?.values, device_type: mark } } };
}

function refuseOtherUuid(uuid: string | undefined, known: readonly string[]): void {
  if (uuid !== undefined && !known.some((one) => one.toLowerCase() === uuid.toLowerCase()))
    throw refused('device_uuid', 'нельзя изменить: он стоит в адресах записей');
}
