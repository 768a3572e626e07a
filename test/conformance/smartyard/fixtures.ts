import type { SystemActor } from '../../../src/core/actor.ts';
import { createCamera } from '../../../src/core/cameras/operations.ts';
import { createDoor } from '../../../src/core/doors/operations.ts';
import { createRootFolder } from '../../../src/core/folders/tree.ts';
import { createLock } from '../../../src/core/locks/operations.ts';
import { setPanel } from '../../../src/core/panels/operations.ts';
import type { TestApp } from '../../support/app.ts';
import type { Fixtures } from './cases.ts';

/** Made through the core, so that no method is needed to test another. */
export async function makeFixtures(app: TestApp): Promise<Fixtures> {
  const own = await devices(app, app.system);
  const foreign = await devices(app, await otherDomain(app));
  return { ...own, foreign };
}

async function devices({ core }: TestApp, actor: SystemActor) {
  const camera = await createCamera(core, actor, { title: 'Двор', streamUrl: 'rtsp://10.0.0.5/1' });
  const intercom = await createCamera(core, actor, { title: 'Домофон', streamUrl: 'rtsp://10.0.0.6/1' });
  await setPanel(core, actor, intercom.id, { model: 'sokol', address: '10.0.0.6', login: 'root', password: 'panel' });
  const lock = await createLock(core, actor, { title: 'Замок' });
  const door = await createDoor(core, actor, { lockId: lock.id, cameraId: intercom.id, name: 'Дверь' });
  return { cameraId: camera.id, intercomId: intercom.id, lockId: lock.id, doorId: door.id };
}

async function otherDomain({ core, system }: TestApp): Promise<SystemActor> {
  const { sql } = core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
  const domainId = domain?.id ?? 0;
  await sql`insert into preset (domain_id, title, is_default) values (${domainId}, 'Default', true)`;
  const [organization] = await sql<{ id: number }[]>`
    insert into organization (domain_id, title, is_default) values (${domainId}, 'Other', true) returning id`;
  await sql.begin(async (tx) => await createRootFolder(tx, organization?.id ?? 0, 'Cameras'));
  return { ...system, domainId };
}
