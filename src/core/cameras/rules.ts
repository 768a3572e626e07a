import { decide } from '../access/decide.ts';
import type { UserFacts } from '../access/facts.ts';
import { type Actor, isPrivileged } from '../actor.ts';
import { forbidden, notFound } from '../errors.ts';
import { type CameraFields, type CameraView, OWN_FIELDS, PRESET_LOCKED } from './camera.ts';
import type { Parents, Placement } from './placement.ts';
import { factsOf } from './visible.ts';

/** Throws unless the actor may edit the camera; one that it may not even see is not found. `user`: whose rights narrow. */
export function requireEdit(
  actor: Actor,
  user: UserFacts | undefined,
  camera: CameraView,
  what: string,
  now: Date,
): void {
  if (user) {
    const { rights } = decide(user, factsOf(camera), now);
    if (!rights.view && !rights.edit) throw notFound(what);
    if (!rights.edit) throw forbidden('You may not edit this camera');
  } else if (!isPrivileged(actor)) {
    throw forbidden('You are read-only');
  }
}

/** What was shown and comes back says nothing: kept on the camera it would outlive the preset's own change. */
export function withoutEchoes(fields: CameraFields, before: CameraView): CameraFields {
  const echo = (name: string): boolean =>
    isOwn(name) && before.own[name] === null && fields[name] !== null && fields[name] === before[name];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !echo(name)));
}

const isOwn = (name: string): name is keyof CameraView['own'] => (OWN_FIELDS as readonly string[]).includes(name);

/** Agents, streamers and the ties to the billing are the provider's to set. */
export function refuseForeignFields(actor: Actor, fields: CameraFields, before?: CameraView): void {
  if (isPrivileged(actor)) return;
  if (fields.agent && Object.values(fields.agent).some((v) => v !== undefined && v !== null && v !== '')) {
    throw forbidden("Only an administrator may set an agent's fields");
  }
  if (fields.externalId !== undefined && (fields.externalId || null) !== (before?.externalId ?? null))
    throw forbidden('Only an administrator may set external_id: the billing knows the camera by it');
  if (fields.streamerId !== undefined && fields.streamerId !== (before?.streamerId ?? null))
    throw forbidden('Only an administrator may choose the streamer');
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
  if (isPrivileged(actor) || preset?.adjustable !== false) return;
  const locked = PRESET_LOCKED.filter((name) => {
    const value = fields[name];
    if (value === undefined) return false;
    return isOwn(name) ? value !== (before?.own[name] ?? null) : value !== null && value !== before?.[name];
  });
  if (locked.length > 0)
    throw forbidden(`The preset is not adjustable: ${locked.join(', ')} cannot be changed on the camera`);
}
