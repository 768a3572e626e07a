import { type Client, signedIn, withKey } from './api-client.ts';
import { ADMIN, type TestApp } from './app.ts';

/** One subscriber with all that a contract has. */
export interface Tenant {
  readonly organization: number;
  /** The owner: edits cameras and users. */
  readonly owner: number;
  readonly ownerLogin: string;
  /** A member who sees the root folder, with archive. */
  readonly viewer: number;
  readonly viewerLogin: string;
  readonly root: number;
  readonly folder: number;
  readonly preset: number;
  readonly camera: number;
  readonly cameraName: string;
  /** The contract's own, with a door at its camera. */
  readonly lock: number;
  readonly door: number;
  /** An RFID key of the contract. */
  readonly key: number;
  /** A guest of the contract at its door. */
  readonly guest: number;
}

export const PASSWORD = 'correct horse';

export async function administrator(app: TestApp): Promise<Client> {
  return await signedIn(app, ADMIN.login, ADMIN.password);
}

/** Makes a contract the way a billing does it: by the system key, over HTTP. */
export async function tenant(app: TestApp, name: string): Promise<Tenant> {
  const billing = withKey(app, ADMIN.apiKey);
  const preset = (await billing.post('/presets', { title: `${name} preset`, archiveDays: 7, adjustable: false })).body;
  const organization = (await billing.post('/organizations', { title: name })).body;
  const at = `/organizations/${organization.id}`;
  await billing.put(`${at}/presets/${preset.id}`);
  const user = async (login: string) =>
    (await billing.post('/users', { login, password: PASSWORD, organizationId: organization.id })).body;
  const owner = await user(`${name}-owner`);
  const viewer = await user(`${name}-viewer`);
  await billing.patch(at, { ownerId: owner.id });
  const folders = (await billing.get(`${at}/folders`)).body.items;
  const folder = (await billing.post(`${at}/folders`, { title: `${name} yard` })).body;
  await billing.put(`${at}/folders/${folders[0].id}/grants/${viewer.id}`, { archive: true });
  const camera = (
    await billing.post('/cameras', {
      name: `${name}-cam`,
      title: `${name} gate`,
      organizationId: organization.id,
      presetId: preset.id,
      sourceUrl: `rtsp://root:secret@10.1.2.3/${name}`,
    })
  ).body;
  const lock = (await billing.post('/locks', { title: `${name} lock`, organizationId: organization.id })).body;
  const door = (await billing.post('/doors', { lockId: lock.id, cameraId: camera.id, name: `${name} door` })).body;
  const key = (await billing.post(`${at}/keys`, { digits: 'c0ffee', comment: name })).body;
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const guest = (await billing.post('/guests', { organizationId: organization.id, name, until, doorIds: [door.id] }))
    .body;
  return {
    organization: organization.id,
    owner: owner.id,
    ownerLogin: owner.login,
    viewer: viewer.id,
    viewerLogin: viewer.login,
    root: folders[0].id,
    folder: folder.id,
    preset: preset.id,
    camera: camera.id,
    cameraName: camera.name,
    lock: lock.id,
    door: door.id,
    key: key.id,
    guest: guest.id,
  };
}
