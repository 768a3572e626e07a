import { may } from '../../../core/access/may.ts';
import type { Actor } from '../../../core/actor.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import { cameraPage, visibleCamera } from '../../../core/cameras/reading/visible.ts';
import type { Core } from '../../../core/core.ts';
import { unlessNotFound } from '../../../core/errors.ts';
import { extrasOf } from '../../../core/extra/read.ts';
import type { Lock } from '../../../core/locks/lock.ts';
import { lockById, lockPage } from '../../../core/locks/operations.ts';
import { panelSecretsOf, panelsOf } from '../../../core/panels/operations.ts';
import type { PanelSecrets } from '../../../core/panels/panel.ts';
import type { Call } from './call.ts';
import { DIALECT } from './device-in.ts';
import { cameraOut, lockOut, type Manner } from './device-out.ts';

const PAGE = 1000;

export type Device =
  | { readonly kind: 'camera'; readonly camera: CameraView }
  | { readonly kind: 'lock'; readonly lock: Lock };

/** Undefined: there is none of this id in the domain. */
export async function deviceOf(core: Core, actor: Actor, id: number): Promise<Device | undefined> {
  const camera = await unlessNotFound(visibleCamera(core, actor, { id }));
  if (camera) return { kind: 'camera', camera };
  const lock = await unlessNotFound(lockById(core, actor, id));
  return lock && { kind: 'lock', lock };
}

/** Cameras by id, then locks by id. */
export async function* devicesOut(call: Call): AsyncGenerator<readonly object[]> {
  const manner = mannerOf(call);
  for await (const cameras of pages((after) => cameraPage(call.core, call.actor, { after, limit: PAGE, sort: 'id' }))) {
    const ids = cameras.map(({ id }) => id);
    const [panels, extras] = await Promise.all([
      panelsFor(call, ids, manner.masked),
      extrasOf(call.core, call.actor, DIALECT, ids),
    ]);
    yield cameras.map((camera) =>
      cameraOut({ camera, panel: panels.get(camera.id), kept: extras.get(camera.id) ?? {} }, manner),
    );
  }
  for await (const locks of pages((after) => lockPage(call.core, call.actor, { after, limit: PAGE })))
    yield locks.map((lock) => lockOut(lock, manner));
}

/** Actors who may not change anything are shown no passwords. */
export const mannerOf = ({ core, actor, settings }: Call): Manner => ({
  intercomWord: settings.intercomWord,
  masked: settings.masksSecrets || !may(actor, 'secrets.read'),
  publicUrl: core.publicUrl,
});

async function panelsFor({ core, actor }: Call, ids: readonly number[], masked: boolean) {
  if (!masked) return await panelSecretsOf(core, actor, ids);
  const panels = await panelsOf(core, actor, ids);
  const hidden = (has: boolean) => (has ? '***' : null);
  return new Map<number, PanelSecrets>(
    [...panels].map(([id, panel]) => [
      id,
      { ...panel, password: hidden(panel.hasPassword), sipPassword: hidden(panel.hasSipPassword) },
    ]),
  );
}

export async function* pages<T>(
  read: (after: string) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
): AsyncGenerator<readonly T[]> {
  for (let after: string | null = ''; after !== null; ) {
    const page = await read(after);
    yield page.items;
    after = page.next;
  }
}
