import { decide } from '../access/decide.ts';
import type { CameraFacts, UserFacts } from '../access/facts.ts';
import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type DomainError, refuse } from '../errors.ts';
import { type CameraFields, type CameraKey, type CameraView, OWN_FIELDS, PRESET_LOCKED } from './camera.ts';
import type { Parents, Placement } from './placement.ts';

/** What the rule of access asks of a camera. */
export const factsOf = (camera: CameraView): CameraFacts => ({
  id: camera.id,
  name: camera.name,
  domainId: camera.domainId,
  organizationId: camera.organizationId,
  organizationOwnerId: camera.organizationOwnerId,
  presetId: camera.presetId,
  folderPath: camera.folderPath,
  archiveDays: camera.archiveDays,
  archiveSetBy: camera.archiveSetBy,
  blocks: camera.blocks,
  organizationBlocks: camera.organizationBlocks,
  restrictLive: camera.restrictLive,
  restrictArchive: camera.restrictArchive,
});

/** Throws unless the actor may edit the camera; one that it may not even see is not found. `user`: whose rights narrow. */
export function requireEdit(
  actor: Actor,
  user: UserFacts | undefined,
  camera: CameraView,
  key: CameraKey,
  now: Date,
): void {
  if (user) {
    const { rights } = decide(user, factsOf(camera), now);
    if (!rights.view && !rights.edit) throw noCamera(key);
    if (!rights.edit) throw refuse('camera_closed');
  } else if (!may(actor, 'cameras.manage')) {
    throw refuse('read_only');
  }
}

export const noCamera = (key: CameraKey): DomainError =>
  refuse('camera_not_found', { id: 'name' in key ? key.name : key.id });

/** Drops values that only echo the inherited value of the preset, so that the camera goes on following its preset. */
export function withoutEchoes(fields: CameraFields, before: CameraView): CameraFields {
  const echo = (name: string): boolean =>
    isOwn(name) && before.own[name] === null && fields[name] !== null && fields[name] === before[name];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !echo(name)));
}

const isOwn = (name: string): name is keyof CameraView['own'] => (OWN_FIELDS as readonly string[]).includes(name);

/** Agents, streamers and the ties to the billing are the provider's to set. */
export function refuseForeignFields(actor: Actor, fields: CameraFields, before?: CameraView): void {
  if (may(actor, 'cameras.set-provider-fields')) return;
  if (fields.agent && Object.values(fields.agent).some((v) => v !== undefined && v !== null && v !== '')) {
    throw refuse('agent_fields_closed');
  }
  if (fields.externalId !== undefined && (fields.externalId || null) !== (before?.externalId ?? null))
    throw refuse('external_id_closed');
  if (fields.streamerId !== undefined && fields.streamerId !== (before?.streamerId ?? null))
    throw refuse('streamer_closed');
  if (fields.locationId !== undefined && fields.locationId !== (before?.locationId ?? null))
    throw refuse('location_closed');
}

/** What a preset that is not adjustable says stands for everyone but administrators, and what they set over it too. */
export function refuseLocked(
  actor: Actor,
  fields: CameraFields,
  before: CameraView | undefined,
  parents: Parents | undefined,
  target: Placement,
): void {
  const preset = target.presetId === before?.presetId ? before.preset : parents?.presets.get(target.presetId);
  if (may(actor, 'cameras.set-provider-fields') || preset?.adjustable !== false) return;
  const locked = PRESET_LOCKED.filter((name) => {
    const value = fields[name];
    if (value === undefined) return false;
    return isOwn(name) ? value !== (before?.own[name] ?? null) : value !== null && value !== before?.[name];
  });
  if (locked.length > 0) throw refuse('preset_not_adjustable', { fields: locked });
}
