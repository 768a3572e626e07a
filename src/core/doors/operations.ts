import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { refuseOverwriting } from '../audit/meanwhile.ts';
import { settleLinkedLocks } from '../contracts/apartments.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkInteger, checkText, differences, pick, trimmed } from '../fields.ts';
import { findLock } from '../locks/queries.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { splitUrl } from '../secrets/mask.ts';
import { type Write, write } from '../write.ts';
import { DOOR_ICONS, DOOR_METHODS, type DoorFields, type DoorView, type NewDoor } from './door.ts';
import { checkCommand, requireInside, requireNameInside } from './inside.ts';
import { commandLabel, countDoors, type DoorFilter, findDoor, listDoors, wholeCommands } from './queries.ts';

const PLAIN = ['lockId', 'cameraId', 'entrance', 'icon', 'name', 'method'] as const;

export interface DoorQuery extends PageRequest, Omit<DoorFilter, 'search'> {}

export async function doorPage(core: Core, actor: Actor, query: DoorQuery): Promise<Page<DoorView>> {
  requireMay(actor, 'intercoms.read');
  const filter = filterOf(query);
  const start = filter.search === '' ? (query.offset ?? 0) : afterRows(query);
  const rows = await listDoors(listReader(core), actor.domainId, {
    ...filter,
    after: filter.search === '' ? afterId(query.after) : 0,
    offset: start,
    limit: query.limit + 1,
  });
  return filter.search === '' ? toPage(rows, query.limit, (door) => door.id) : toRankedPage(rows, query.limit, start);
}

export async function doorCount(core: Core, actor: Actor, query: Omit<DoorQuery, 'limit'>): Promise<number> {
  requireMay(actor, 'intercoms.read');
  return await countDoors(listReader(core), actor.domainId, filterOf(query), COUNT_CAP);
}

export async function doorById(core: Core, actor: Actor, id: number): Promise<DoorView> {
  requireMay(actor, 'intercoms.read');
  const door = await findDoor(reader(core), actor.domainId, id);
  if (!door) throw refuse('door_not_found', { id });
  return door;
}

/** The whole commands, credentials in them, by door: for the billing, which wrote them. */
export async function doorCommands(
  core: Core,
  actor: Actor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  requireMay(actor, 'secrets.read');
  return await wholeCommands(listReader(core), core.sealer, actor.domainId, ids);
}

export async function createDoor(core: Core, actor: Actor, asked: NewDoor): Promise<DoorView> {
  requireMay(actor, 'intercoms.manage');
  const door = trimmed(asked, ['command']);
  check(core, door);
  await requireNamed(core, actor, door.lockId, door.command ?? '');
  const id = await write(core, actor, { type: 'door.create', request: door }, async (tx) => {
    const networks = await holdLock(tx, door.lockId);
    await holdCamera(tx, door.cameraId);
    requireInside(core, 'command', door.command ?? '', networks);
    const [next] = await tx.sql<{ id: number }[]>`select nextval(pg_get_serial_sequence('door', 'id'))::int as id`;
    const doorId = next?.id ?? 0;
    const row = { ...pick(door, PLAIN), ...commandColumns(tx, doorId, door.command) };
    await tx.sql`insert into door ${tx.sql({ ...row, id: doorId, domainId: actor.domainId })}`;
    if (door.cameraId) await settleLinkedLocks(tx, { deviceIds: [door.cameraId] });
    const { commandSealed, ...shown } = row;
    tx.changed({ action: 'create', objectKind: 'door', objectId: doorId, changes: additions(shown) });
    tx.touched('door', doorId);
    return doorId;
  });
  return await doorById(core, actor, id);
}

/** Absent fields stay. `was`: what the caller saw, see `refuseOverwriting`. */
export async function changeDoor(
  core: Core,
  actor: Actor,
  id: number,
  asked: DoorFields,
  was: DoorFields = {},
): Promise<DoorView> {
  requireMay(actor, 'intercoms.manage');
  const fields = trimmed(asked, ['command']);
  check(core, fields);
  const known = await doorById(core, actor, id);
  const brings = fields.command !== undefined && fields.command !== known.command ? fields.command : '';
  await requireNamed(core, actor, fields.lockId ?? known.lockId, brings);
  const intent = { type: 'door.change' as const, subject: `door ${id}`, request: fields };
  await write(core, actor, intent, async (tx) => {
    const networks = fields.lockId === undefined ? undefined : await holdLock(tx, fields.lockId);
    await holdCamera(tx, fields.cameraId);
    await tx.sql`select from door where id = ${id} and domain_id = ${actor.domainId} for update`;
    const before = await findDoor(tx.sql, actor.domainId, id);
    if (!before) throw refuse('door_not_found', { id });
    const seen = { was: pick(was, [...PLAIN, 'command']), now: { ...before }, wanted: { ...fields } };
    await refuseOverwriting(tx, { kind: 'door', id, ...seen });
    const brought = await newCommand(tx, before, fields.command);
    if (brought !== undefined || networks)
      requireInside(core, 'command', brought ?? before.command, networks ?? before.organizationNetworks);
    const plain = pick(fields, PLAIN);
    const row = { ...plain, ...commandColumns(tx, id, brought) };
    if (Object.keys(row).length > 0) await tx.sql`update door set ${tx.sql(row)} where id = ${id}`;
    await settleMoved(tx, before, fields);
    const changes = { ...differences<DoorView>(before, plain), ...commandChange(before, row.command) };
    tx.changed({ action: 'change', objectKind: 'door', objectId: id, changes });
    tx.touched('door', id);
  });
  return await doorById(core, actor, id);
}

/** Whoever is linked to the intercom at a door opens what is behind it. */
async function settleMoved(tx: Write, before: DoorView, { lockId, cameraId }: DoorFields): Promise<void> {
  if (lockId === undefined && cameraId === undefined) return;
  await settleLinkedLocks(tx, { deviceIds: [before.lockId, before.cameraId ?? [], cameraId ?? []].flat() });
}

/** Its lock and its camera stay. */
export async function deleteDoor(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  await write(core, actor, { type: 'door.delete', subject: `door ${id}` }, async (tx) => {
    const [door] = await tx.sql<{ name: string; lockId: number }[]>`
      delete from door where id = ${id} and domain_id = ${actor.domainId} returning name, lock_id`;
    if (!door) throw refuse('door_not_found', { id });
    await settleLinkedLocks(tx, { deviceIds: [door.lockId] });
    tx.changed({ action: 'delete', objectKind: 'door', objectId: id, changes: { name: [door.name, null] } });
    tx.touched('door', id);
  });
}

function filterOf({ organizationId, lockId, cameraId, search }: Omit<DoorQuery, 'limit'>): DoorFilter {
  return { organizationId, lockId, cameraId, search: likeText((search ?? '').trim()) };
}

function check(core: Core, fields: DoorFields): void {
  checkCommand(core, fields.command);
  checkText('name', fields.name, 255);
  checkInteger('entrance', fields.entrance);
  if (fields.icon !== undefined && !DOOR_ICONS.includes(fields.icon))
    throw invalid('icon', 'choice_unknown', { choices: DOOR_ICONS });
  if (fields.method !== undefined && !DOOR_METHODS.includes(fields.method))
    throw invalid('method', 'choice_unknown', { choices: DOOR_METHODS });
}

/** Undefined: it stays, also where it was sent back as it is shown. */
async function newCommand(tx: Write, before: DoorView, asked: string | undefined): Promise<string | undefined> {
  if (asked === undefined || asked === before.command) return undefined;
  const commands = await wholeCommands(tx.sql, tx.core.sealer, tx.actor.domainId, [before.id]);
  return asked === commands.get(before.id) ? undefined : asked;
}

function commandColumns(tx: Write, id: number, command: string | undefined) {
  if (command === undefined) return {};
  const { shown, hasSecret } = splitUrl(command);
  if (shown.includes('***') && command.includes('***')) throw invalid('command', 'command_mask');
  return { command: shown, commandSealed: hasSecret ? tx.core.sealer.seal(commandLabel(id), command) : null };
}

function commandChange(before: DoorView, command: string | undefined) {
  if (command === undefined) return {};
  const onlySecret = command === before.command && before.hasCredentials;
  return { command: [before.command, onlySecret ? `${command} (new credentials)` : command] as const };
}

/** Before the write, which must not wait for a name server. */
async function requireNamed(core: Core, actor: Actor, lockId: number, command: string): Promise<void> {
  if (command === '') return;
  const lock = await findLock(reader(core), actor.domainId, lockId);
  if (lock) await requireNameInside(core, 'command', command, lock.organizationNetworks);
}

/** Its organization's networks. */
async function holdLock(tx: Write, id: number): Promise<readonly string[]> {
  const [row] = await tx.sql<{ networks: string[] }[]>`
    select o.networks::text[] as networks from lock l join organization o on o.id = l.organization_id
    where l.id = ${id} and l.domain_id = ${tx.actor.domainId} for key share of l`;
  if (!row) throw invalid('lockId', 'lock_unknown', { id });
  return row.networks;
}

async function holdCamera(tx: Write, id: number | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const rows = await tx.sql`select from camera where id = ${id} and domain_id = ${tx.actor.domainId} for key share`;
  if (rows.length === 0) throw invalid('cameraId', 'camera_unknown', { id });
}
