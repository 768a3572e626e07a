import type { Actor } from '../actor.ts';
import type { AuditEntry } from '../audit/record.ts';
import { blockSourceOf } from '../blocks/source.ts';
import { type Happened, happening } from './event.ts';

type Kind = 'organization' | 'user' | 'camera';
type Change = readonly [unknown, unknown];
type Changes = readonly (readonly [string, Change])[];

/** What the audit notes of an object though no field of it changed: money has events of its own, the rest is nobody's. */
const NO_FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  organization: ['payment', 'correction', 'refund', 'invoice'],
  user: ['session', 'sessions', 'passwordLink', 'signInCode', 'archivePiece', 'support', 'synchronized'],
  camera: ['viewing', 'bin', 'deletedArchive'],
};
const PLACES = ['organizationId', 'folderId'];

/** The events of provisioning that one change of one object is; of other objects none. */
export function eventsOf(actor: Actor, entry: AuditEntry): readonly Happened[] {
  const { action, objectKind, objectId } = entry;
  if (objectKind === 'folder' && action === 'change') return folderEvents(entry);
  if (objectKind !== 'organization' && objectKind !== 'user' && objectKind !== 'camera') return [];
  if (action === 'create') return [happening(`${objectKind}.created`, objectId, { values: side(entry, 1) })];
  if (action === 'delete') return [happening(`${objectKind}.deleted`, objectId, { values: side(entry, 0) })];
  return action === 'change' ? changeEvents(actor, objectKind, entry) : [];
}

/** The values before (0) or after (1). */
const side = ({ objectKind, changes }: AuditEntry, which: 0 | 1) => {
  const hidden: readonly string[] = NO_FIELDS[objectKind as Kind] ?? [];
  const told = Object.entries(changes).filter(([name]) => !hidden.includes(name));
  return Object.fromEntries(told.map(([name, change]) => [name, change[which]]));
};

function changeEvents(actor: Actor, kind: Kind, { objectId, changes }: AuditEntry): readonly Happened[] {
  const told: Happened[] = [];
  const plain: (readonly [string, Change])[] = [];
  const places: (readonly [string, Change])[] = [];
  for (const [name, change] of Object.entries(changes)) {
    if (NO_FIELDS[kind].includes(name.split('.')[0] ?? name)) continue;
    const special = blockEvent(actor, kind, objectId, name, change) ?? rightsEvent(kind, objectId, name, change);
    if (special) told.push(special);
    else if (kind === 'camera' && PLACES.includes(name)) places.push([name, change]);
    else plain.push([name, change]);
  }
  if (plain.length > 0) told.unshift(happening(`${kind}.changed`, objectId, { changes: pairs(plain) }));
  if (places.length > 0) told.unshift(happening('camera.moved', objectId, { changes: pairs(places) }));
  return told;
}

const pairs = (changes: Changes) =>
  Object.fromEntries(changes.map(([name, [before, after]]) => [name, { before, after }]));

/** `enabled` of a dialect sets or lifts the actor's own block, when no other stands; `block.<source>` says whose. */
function blockEvent(
  actor: Actor,
  kind: Kind,
  objectId: number,
  name: string,
  [before, after]: Change,
): Happened | undefined {
  if (name === 'enabled' && typeof after === 'boolean') {
    const source = blockSourceOf(actor);
    if (after) return happening(`${kind}.unblocked`, objectId, { source });
    return happening(`${kind}.blocked`, objectId, { source, reason: '' });
  }
  const [, source] = /^block\.(\w+)$/.exec(name) ?? [];
  if (source === undefined) return undefined;
  if (after === null && before !== null) return happening(`${kind}.unblocked`, objectId, { source });
  return happening(`${kind}.blocked`, objectId, { source, reason: String(after) });
}

/** `rights.<user>`: the names of the rights before and after. */
function rightsEvent(kind: Kind, objectId: number, name: string, [, after]: Change): Happened | undefined {
  const [, userId] = /^rights\.(\d+)$/.exec(name) ?? [];
  if (kind !== 'camera' || userId === undefined) return undefined;
  const none = Array.isArray(after) && after.length === 0;
  const userIds = [Number(userId)];
  return happening(none ? 'camera.access_withdrawn' : 'camera.access_granted', objectId, { userIds });
}

/** `grant`: from or to nothing, of one user or several. */
function folderEvents({ objectId, changes }: AuditEntry): readonly Happened[] {
  const grant = changes.grant;
  if (!grant) return [];
  const [before, after] = grant;
  const userIds = [after ?? before].flat().filter((id) => typeof id === 'number');
  return [happening(after === null ? 'folder.access_withdrawn' : 'folder.access_granted', objectId, { userIds })];
}
