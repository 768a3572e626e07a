import { createCamera } from '../../src/core/cameras/operations.ts';
import { giveDevices } from '../../src/core/contracts/devices.ts';
import type { DoorFields } from '../../src/core/doors/door.ts';
import { createDoor } from '../../src/core/doors/operations.ts';
import { createLock } from '../../src/core/locks/operations.ts';
import { setMember } from '../../src/core/organizations/members.ts';
import { setPanel } from '../../src/core/panels/operations.ts';
import type { PanelFields } from '../../src/core/panels/panel.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { type Client, signedIn } from './api-client.ts';
import type { TestApp } from './app.ts';
import type { PanelSimulator } from './panel-simulator.ts';

export interface Entrance {
  readonly lock: number;
  readonly camera: number;
  readonly door: number;
}

/** A lock, the camera of its panel, and the door: in the default organization, as a billing makes them. */
export async function entrance(
  { core, system }: TestApp,
  panel: PanelSimulator,
  fields: { readonly panel?: PanelFields; readonly door?: DoorFields } = {},
): Promise<Entrance> {
  const lock = await createLock(core, system, { title: 'Entrance', postalAddress: 'Harbour Lane 12' });
  const camera = await createCamera(core, system, { title: 'Panel', streamUrl: 'fake://clock' });
  const { address, login, password } = panel;
  await setPanel(core, system, camera.id, { model: 'beward', address, login, password, ...fields.panel });
  const door = await createDoor(core, system, {
    lockId: lock.id,
    cameraId: camera.id,
    name: 'Entrance 1',
    command: panel.command(),
    ...fields.door,
  });
  return { lock: lock.id, camera: camera.id, door: door.id };
}

export interface Resident {
  readonly id: number;
  readonly login: string;
  readonly organization: number;
  readonly client: Client;
}

/** A contract of the billing with a person in it, and the devices that it was given. */
export async function resident(
  app: TestApp,
  uid: string,
  devices: readonly number[],
  flat: number | null = null,
): Promise<Resident> {
  const { core, system } = app;
  const { organizationId } = await giveDevices(core, system, { uid }, devices, { title: `Contract ${uid}` });
  await core.sql`update organization set apartment = ${flat} where id = ${organizationId}`;
  const login = `resident-${uid}`;
  const user = await createUser(core, system, { login, password: 'resident' });
  await setMember(core, system, organizationId, user.id, {});
  await core.feed.settled();
  return { id: user.id, login, organization: organizationId, client: await signedIn(app, login, 'resident') };
}
