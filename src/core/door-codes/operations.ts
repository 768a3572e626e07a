import { requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import type { DoorView } from '../doors/door.ts';
import { findDoor } from '../doors/queries.ts';
import { invalid, refuse } from '../errors.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { afterId, type Page, toPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { freeDigits } from './digits.ts';
import { checkGuest, type DoorCodeState, MAX_GUESTS, type NewGuest, stateOf, type Validity } from './door-code.ts';
import { accessOf, readsCodes } from './holders.ts';
import { type CodeDoor, doorsOfContract, findCode, listGuests, type StoredCode } from './queries.ts';
import { digitsLabel, linkOf, newNonce } from './secrets.ts';

/** A guest's code as its contract and the provider see it. */
export interface GuestCode extends Validity {
  readonly id: number;
  readonly organizationId: number;
  readonly organizationTitle: string;
  /** The guest's. */
  readonly name: string;
  readonly state: DoorCodeState;
  readonly until: Date;
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly doors: readonly CodeDoor[];
  /** To the contract's people who may open doors alone: the provider sees neither. */
  readonly digits: string | null;
  /** The secret of its page. */
  readonly link: string | null;
}

export interface GuestQuery {
  readonly organizationId?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Guests' codes by id, those that ended within the last day too. People see those of their contracts, a sub-user those that
 * it made; staff see all of the domain. Not found: a contract that is not the caller's.
 */
export async function guestCodes(core: Core, actor: Actor, query: GuestQuery): Promise<Page<GuestCode>> {
  requireMay(actor, 'door-codes.read');
  const { organizationId, after, limit } = query;
  const user = await scopeOf(core, actor);
  if (organizationId !== undefined) await requireOrganization(core, actor, organizationId);
  const own = user && ownOrganizations(user);
  const rows = await listGuests(listReader(core), {
    domainId: actor.domainId,
    organizationIds: organizationId === undefined ? own : [organizationId].filter((id) => own?.includes(id) ?? true),
    userId: user?.parent ? user.id : undefined,
    after: afterId(after),
    limit: limit + 1,
  });
  const shows = readsCodes(actor, user);
  return toPage(
    rows.map((row) => shown(core, row, shows)),
    limit,
    ({ id }) => id,
  );
}

/**
 * Makes a code and a page for a guest. The caller has to be able to open each door in the contract's name now; the
 * provider names doors that the contract was given. Throws `conflict` beyond five of a contract.
 */
export async function createGuestCode(core: Core, actor: Actor, asked: NewGuest): Promise<GuestCode> {
  requireMay(actor, 'door-codes.manage');
  const fields = { ...asked, name: asked.name.trim(), doorIds: [...new Set(asked.doorIds)] };
  const from = checkGuest(fields, core.clock());
  const doors = await doorsFor(core, actor, fields);
  const user = await scopeOf(core, actor);
  const subject = `organization ${fields.organizationId}`;
  const id = await write(core, actor, { type: 'door_code.create', subject, request: fields }, async (tx) => {
    await holdContract(tx, fields.organizationId);
    await requireRoom(tx, fields.organizationId);
    const cameraIds = doors.flatMap(({ cameraId }) => cameraId ?? []);
    const codeId = await insertCode(tx, { ...fields, from, userId: user?.id ?? null }, cameraIds);
    const { name, until, organizationId } = fields;
    const changes = {
      name: [null, name] as const,
      from: [null, from.toISOString()] as const,
      until: [null, until.toISOString()] as const,
      ...(fields.uses ? { uses: [null, fields.uses] as const } : {}),
      doors: [null, doors.map((door) => door.name).join(', ')] as const,
      organizationId: [null, organizationId] as const,
    };
    tx.changed({ action: 'create', objectKind: 'door_code', objectId: codeId, changes });
    return codeId;
  });
  const made = await findCode(reader(core), id);
  if (!made) throw refuse('door_code_not_found', { id });
  return shown(core, made, readsCodes(actor, user));
}

/** Takes it back: its digits and its page open nothing from now on. Not found: another contract's, and of a sub-user another's. */
export async function deleteGuestCode(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'door-codes.manage');
  const user = await scopeOf(core, actor);
  await write(core, actor, { type: 'door_code.delete', subject: `door_code ${id}` }, async (tx) => {
    const mine = user
      ? tx.sql`and organization_id = any(${ownOrganizations(user)}::int[]) ${user.parent ? tx.sql`and user_id = ${user.id}` : tx.sql``}`
      : tx.sql``;
    const [gone] = await tx.sql<{ guest: string; organizationId: number }[]>`
      delete from door_code where id = ${id} and domain_id = ${actor.domainId} and guest is not null ${mine}
      returning guest, organization_id`;
    if (!gone) throw refuse('door_code_not_found', { id });
    const changes = { name: [gone.guest, null], organizationId: [gone.organizationId, null] } as const;
    tx.changed({ action: 'delete', objectKind: 'door_code', objectId: id, changes });
  });
}

async function doorsFor(core: Core, actor: Actor, { organizationId, doorIds }: NewGuest): Promise<readonly DoorView[]> {
  const sql = reader(core);
  const user = await scopeOf(core, actor);
  if (!user) await requireOrganization(core, actor, organizationId);
  const given = user
    ? undefined
    : (await sql<{ id: number }[]>`select own.id from (${doorsOfContract(sql, organizationId)}) as own`).map(
        ({ id }) => id,
      );
  const doors: DoorView[] = [];
  for (const id of doorIds) {
    const door = await findDoor(sql, actor.domainId, id);
    if (!door || (given && !given.includes(id))) throw refuse('door_not_found', { id });
    if (actor.kind === 'user' && user) await accessOf(core, actor, door, organizationId);
    doors.push(door);
  }
  return doors;
}

async function holdContract(tx: Write, organizationId: number): Promise<void> {
  const rows = await tx.sql`
    select from organization where id = ${organizationId} and domain_id = ${tx.actor.domainId} for no key update`;
  if (rows.length === 0) throw refuse('organization_not_found', { id: organizationId });
}

async function requireRoom(tx: Write, organizationId: number): Promise<void> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from door_code
    where organization_id = ${organizationId} and guest is not null and valid_until > ${tx.core.clock()}`;
  if ((row?.count ?? 0) >= MAX_GUESTS) throw refuse('too_many_guests', { limit: MAX_GUESTS });
}

interface NewCode extends NewGuest {
  readonly from: Date;
  readonly userId: number | null;
}

async function insertCode(tx: Write, code: NewCode, cameraIds: readonly number[]): Promise<number> {
  const { core, sql, actor } = tx;
  const { organizationId, name, from, until, uses, doorIds, userId } = code;
  const { digits, tag } = await freeDigits(tx, cameraIds);
  const [next] = await sql<{ id: number }[]>`select nextval(pg_get_serial_sequence('door_code', 'id'))::int as id`;
  const id = next?.id ?? 0;
  await sql`
    insert into door_code (id, domain_id, organization_id, guest, digits_sealed, digits_tag, link_nonce, valid_from, valid_until, uses_left, user_id, made_by)
    values (${id}, ${actor.domainId}, ${organizationId}, ${name}, ${core.sealer.seal(digitsLabel(id), digits)}, ${tag}, ${newNonce()},
      ${from}, ${until}, ${uses ?? null}, ${userId}, ${actorName(actor)})`;
  const placed = await sql`
    insert into door_code_door (code_id, door_id) select ${id}, d.id from door d where d.id = any(${[...doorIds]}::int[]) returning door_id`;
  if (placed.length < doorIds.length) throw invalid('doorIds', 'door_unknown');
  return id;
}

function shown(core: Core, code: StoredCode, withSecrets: boolean): GuestCode {
  const { id, organizationId, organizationTitle, from, until, usesLeft, madeBy, createdAt, doors, linkNonce } = code;
  return {
    id,
    organizationId,
    organizationTitle,
    name: code.guest ?? '',
    state: stateOf(code, core.clock()),
    from,
    until: until ?? from,
    usesLeft,
    madeBy,
    createdAt,
    doors,
    digits: withSecrets ? core.sealer.open(digitsLabel(id), code.digitsSealed) : null,
    link: withSecrets && linkNonce ? linkOf(core, id, linkNonce) : null,
  };
}
