import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { changeCamera } from '../cameras/change/change.ts';
import { connectionsOf } from '../cameras/source/camera-connection.ts';
import { normalMac } from '../cameras/source/connection.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { locationAtCode } from '../locations/at-code.ts';
import { withdrawPending } from '../locations/pending/store.ts';
import { together } from '../together.ts';
import { type Write, write } from '../write.ts';
import { SUBSCRIBED } from './cameras.ts';
import { contractByBillingId } from './queries.ts';

/** A camera as the billing names it, and the device that stands there. */
export interface Attachment {
  readonly cameraId: number;
  /** The device's MAC address; absent: nothing is said of the device. */
  readonly mac?: string;
  /** The camera, its archive and who has it stay, and the device is another one from now on. */
  readonly replace?: boolean;
  /** Where the camera stands from now on; absent: nothing is said of that. */
  readonly addressCode?: string;
}

/**
 * Gives the contract's owner one camera beside those that it has. Another device than the one that is known is a
 * conflict, unless it replaces that one. What was given already is no error. At an address code that nobody knows all of it
 * waits for the code (`address_code_unknown`).
 */
export async function attachCamera(core: Core, actor: Actor, billingId: string, attachment: Attachment): Promise<void> {
  requireMay(actor, 'users.manage');
  requireMay(actor, 'cameras.manage');
  const { cameraId, mac, replace = false, addressCode } = attachment;
  if (addressCode !== undefined) requireMay(actor, 'locations.manage');
  await together(core, async (one) => {
    const locationId = await giveOne(one, actor, billingId, attachment);
    if (locationId !== undefined) await changeCamera(one, actor, { id: cameraId }, { locationId });
    if (mac !== undefined) await settleDevice(one, actor, cameraId, mac, replace);
  });
}

/** What waited for its address code, once more; `args` are those that `attachCamera` kept. */
export async function attachCameraAgain(
  core: Core,
  actor: Actor,
  { code, args }: { readonly code: string; readonly args: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { billingId, ...kept } = args as unknown as Omit<Attachment, 'addressCode'> & { readonly billingId: string };
  await attachCamera(core, actor, billingId, { ...kept, addressCode: code });
}

/** Takes one camera away that the billing gave. What it does not have is no error. */
export async function detachCamera(core: Core, actor: Actor, billingId: string, cameraId: number): Promise<void> {
  requireMay(actor, 'users.manage');
  const intent = { type: 'subscriber.detach_camera' as const, subject: billingId, request: { billingId, cameraId } };
  await write(core, actor, intent, async (tx) => {
    const userId = await ownerOf({ ...core, ambient: tx.sql }, actor, billingId);
    await withdrawAttachment(tx, billingId, cameraId);
    const gone = await tx.sql`
      delete from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'device'
        and object_id = ${cameraId} and source = ${SUBSCRIBED} returning 1`;
    if (gone.length === 0) return;
    const changes = { cameras: [[cameraId], []] as const };
    tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
    tx.touched('user', userId);
  });
}

const withdrawAttachment = async ({ sql, actor }: Write, billingId: string, cameraId: number): Promise<number> =>
  await withdrawPending(sql, actor.domainId, { verb: 'camera.attach', args: { billingId, cameraId } });

/** Gives back the id of the location of its address code, if it has one. */
async function giveOne(
  core: Core,
  actor: Actor,
  billingId: string,
  { addressCode, ...given }: Attachment,
): Promise<number | undefined> {
  const { cameraId } = given;
  const request = { billingId, ...given, ...(addressCode === undefined ? {} : { addressCode }) };
  const intent = { type: 'subscriber.attach_camera' as const, subject: billingId, request };
  return await write(core, actor, intent, async (tx) => {
    const place = { verb: 'camera.attach' as const, args: { billingId, ...given } };
    const locationId = addressCode === undefined ? undefined : await locationAtCode(tx, addressCode, place);
    // What waits to attach it elsewhere was asked for before this.
    if (actor.trace.retryOf === undefined) await withdrawAttachment(tx, billingId, cameraId);
    await give(tx, billingId, cameraId);
    return locationId;
  });
}

async function give(tx: Write, billingId: string, cameraId: number): Promise<void> {
  const { core, actor, sql } = tx;
  const userId = await ownerOf({ ...core, ambient: sql }, actor, billingId);
  const held = await sql`
    select from camera where id = ${cameraId} and domain_id = ${actor.domainId} for key share`;
  if (held.length === 0) throw invalid('cameraId', 'camera_unknown', { id: cameraId });
  const given = await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot)
    values ('user', ${userId}, 'device', ${cameraId}, ${SUBSCRIBED}, true, true, true, true)
    on conflict (subject_kind, subject_id, object_kind, object_id, source) do update set suspended = null
    where access_grant.suspended is not null returning 1`;
  if (given.length === 0) return;
  const changes = { cameras: [[], [cameraId]] as const };
  tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
  tx.touched('user', userId);
}

async function settleDevice(core: Core, actor: Actor, cameraId: number, mac: string, replace: boolean): Promise<void> {
  const known = (await connectionsOf(reader(core), [cameraId])).get(cameraId)?.mac ?? null;
  if (known !== null && known === normalMac(mac)) return;
  if (known !== null && !replace) throw refuse('camera_of_other_device', { id: cameraId, mac: known });
  await changeCamera(core, actor, { id: cameraId }, { connection: { mac } });
}

async function ownerOf(core: Core, actor: Actor, billingId: string): Promise<number> {
  const contract = await contractByBillingId(reader(core), actor.domainId, billingId);
  if (!contract || contract.ownerId === null) throw refuse('subscriber_of_billing_not_found', { id: billingId });
  return contract.ownerId;
}
