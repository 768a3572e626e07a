import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { trimmed } from '../../fields.ts';
import { write } from '../../write.ts';
import { type CameraFields, type CameraKey, type CameraView, URL_FIELDS } from '../camera.ts';
import { checkCamera } from '../columns.ts';
import { checkNode } from '../node.ts';
import { visibleCamera } from '../reading/visible.ts';
import { checkNames } from '../source/networks.ts';
import { type Expected, isPlain, writeChange } from './write.ts';

/**
 * Changes one camera, by its id or its name; absent fields stay. Changes that one caller asks for at the same moment
 * share a transaction where they can. Gives back the camera after the change. With `expected`, refuses with `changes_met`
 * when somebody gave the camera another source meanwhile: ask for it again; and as `refuseOverwriting` does.
 */
export async function changeCamera(
  core: Core,
  actor: Actor,
  key: CameraKey,
  asked: CameraFields,
  expected: Expected = {},
): Promise<CameraView> {
  const fields = trimmed(asked, URL_FIELDS);
  checkCamera(core.egress, fields);
  await checkNames(core, actor.domainId, fields, key);
  await checkNode(core, actor.domainId, fields);
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  const intent = { type: 'camera.change' as const, subject, request: fields };
  const isShared = !core.ambient && !expected.source && !expected.seen && isPlain(fields);
  const changed = isShared ? await core.cameraChanges.change(core, actor, key, fields, intent) : undefined;
  if (changed) return changed;
  const id = await write(core, actor, intent, async (tx) => await writeChange(tx, key, fields, expected));
  return await visibleCamera(core, actor, { id });
}
