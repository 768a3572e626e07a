import type { UserFacts } from '../../access/facts.ts';
import { may } from '../../access/may.ts';
import { editableOrganizations, ownOrganizations } from '../../access/scope.ts';
import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { checkLimit } from '../../organizations/checks.ts';
import { type CameraFields, type CameraKey, type CameraView, OWN_FIELDS } from '../camera.ts';
import { type CameraColumns, cameraColumns } from '../columns.ts';
import { narrowed, type Parents, type Placement, place } from '../placement.ts';
import { refuseForeignFields, refuseLocked, requireEdit, withoutEchoes } from '../rules.ts';
import { broughtUrls, checkInside } from '../source/networks.ts';
import { withSourceOptions } from '../source/options.ts';
import { type Changes, changesOf, presetChanges } from './changes.ts';

/** Who asks for a change, and by which rules it is judged. */
export interface Judge {
  readonly core: Pick<Core, 'clock' | 'egress' | 'sealer'>;
  readonly actor: Actor;
  /** Whose rights narrow; undefined: the actor sees the whole domain. */
  readonly user: UserFacts | undefined;
}

/** What one change of one camera writes. */
export interface ChangePlan {
  /** What was asked for, with the options that stay behind its URLs, and for subscribers without echoes of the preset. */
  readonly fields: CameraFields;
  /** Where the camera stands afterwards. */
  readonly target: Placement;
  /** Columns of its row; none: the row stays as it is. */
  readonly stored: CameraColumns;
  /** What the audit keeps of the row: [before, after] by field. */
  readonly changes: Changes;
}

/**
 * Judges one change of one camera, and works out what it writes: the rules of every change, whichever way it is written.
 * Reads and writes nothing. `parents`: what the change names, for one that moves the camera. Throws the refusal.
 */
export function planChange(
  { core, actor, user }: Judge,
  key: CameraKey,
  asked: CameraFields,
  before: CameraView,
  parents?: Parents,
): ChangePlan {
  requireEdit(actor, user, before, key, core.clock());
  const told = withSourceOptions(asked, before);
  const fields = may(actor, 'cameras.set-provider-fields') ? told : withoutEchoes(told, before);
  refuseForeignFields(actor, fields, before);
  const known = parents && knownParents({ actor, user }, parents, before);
  const target = known ? place(fields, before, known, may(actor, 'presets.use-unlinked')) : before;
  const movesOut = target.organizationId !== before.organizationId;
  if (known && movesOut) {
    requireEditorOf({ actor, user }, target.organizationId);
    checkRoom(known, target.organizationId);
  }
  refuseLocked(actor, fields, before, known, target);
  const networks = known ? networksAt(known, target) : before.organizationNetworks;
  checkInside(core.egress, networks, broughtUrls(fields, before, movesOut));
  const reset = target.presetId === before.presetId ? {} : AS_THE_PRESET_SAYS;
  const after: CameraFields = { ...reset, ...fields, ...(known ? target : {}) };
  const stored = cameraColumns(core.sealer, before.id, after, before);
  const changes = {
    ...changesOf(before, after, stored),
    ...presetChanges(before, after, known?.presets.get(target.presetId)),
  };
  return { fields, target, stored, changes };
}

/** Another preset takes back what was set over the one before. */
const AS_THE_PRESET_SAYS: CameraFields = Object.fromEntries(OWN_FIELDS.map((name) => [name, null]));

/** True when the change needs the parents: most do not, and touch the camera's row alone. */
export const moves = (fields: CameraFields): boolean =>
  fields.organizationId !== undefined ||
  fields.folderId !== undefined ||
  fields.presetId !== undefined ||
  fields.siteId !== undefined ||
  fields.locationId !== undefined;

type Asker = Pick<Judge, 'actor' | 'user'>;

/** Parents that the actor may use: one of a foreign organization is treated as unknown. */
export function knownParents({ actor, user }: Asker, parents: Parents, before?: Placement): Parents {
  return user && !may(actor, 'cameras.manage') ? narrowed(parents, ownOrganizations(user), before) : parents;
}

/** Throws unless the actor may add cameras to the organization, and edit those that it has. */
export function requireEditorOf({ actor, user }: Asker, organizationId: number): void {
  if (may(actor, 'cameras.manage')) return;
  if (!user || user.readonly || !editableOrganizations(user).includes(organizationId))
    throw refuse('cameras_closed', { id: organizationId });
}

/** CIDR of the organization where a camera is to stand; empty: wherever the policy allows. */
export const networksAt = (parents: Parents, { organizationId }: Placement): readonly string[] =>
  parents.organizations.get(organizationId)?.networks ?? [];

/** Throws when the organization has as many cameras as it may have. */
export function checkRoom(parents: Parents, organizationId: number): void {
  const organization = parents.organizations.get(organizationId);
  if (organization) checkLimit('camera', organization, organization.cameraCount, 1);
}
