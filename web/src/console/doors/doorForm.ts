import type { DoorChange, DoorSetup } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, numberOrNull } from '../../ui/form/values.ts';

export interface DoorValues {
  name: string;
  icon: DoorSetup['icon'];
  entrance: number | string;
  lock: Picked | null;
  camera: Picked | null;
  /** Credentials as `***`; sent back unchanged it keeps them. */
  command: string;
  method: DoorSetup['method'];
}

export const EMPTY_DOOR: DoorValues = {
  name: '',
  icon: 'entrance',
  entrance: '',
  lock: null,
  camera: null,
  command: '',
  method: 'GET',
};

export const doorValues = (door: DoorSetup): DoorValues => ({
  name: door.name,
  icon: door.icon,
  entrance: door.entrance ?? '',
  lock: door.lock,
  camera: door.camera && { id: door.camera.id, title: door.camera.title || door.camera.name },
  command: door.command,
  method: door.method,
});

/** What of the form is sent: the fields that differ from `before`. */
export function doorChange(before: DoorValues, values: DoorValues): DoorChange {
  const { lockId, ...rest } = changed(fields(before), fields(values));
  return lockId === undefined ? rest : { ...rest, lockId };
}

const fields = (form: DoorValues) => ({
  name: form.name.trim(),
  icon: form.icon,
  entrance: numberOrNull(form.entrance),
  lockId: form.lock?.id,
  cameraId: form.camera?.id ?? null,
  command: form.command.trim(),
  method: form.method,
});
