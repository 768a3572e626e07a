import { CONTRACT } from '../access/grants.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { additions, checkText } from '../fields.ts';
import { createRootFolder } from '../folders/tree.ts';
import { requireOrganization, visibleIds } from '../organizations/operations.ts';
import { type Write, write } from '../write.ts';
import type { ContractDevice } from './device.ts';
import { devicesOfContract, organizationOfUid } from './queries.ts';

/** A contract by our id, or as an outside billing knows it. */
export type ContractKey = number | { readonly uid: string };

export interface Given {
  readonly organizationId: number;
  /** Those of the asked that the contract has now. */
  readonly given: readonly number[];
  /** There is no such device in the domain. */
  readonly unknown: readonly number[];
}

export interface Taken {
  /** Undefined: there is no such contract. */
  readonly organizationId: number | undefined;
  readonly taken: readonly number[];
}

/**
 * Gives a contract cameras and locks: its people watch, open and download, and set nothing up. A uid that nobody knows
 * makes a contract, `title` calls it. What it has already is no error, and what the billing suspended stays suspended.
 */
export async function giveDevices(
  core: Core,
  actor: Actor,
  contract: ContractKey,
  deviceIds: readonly number[],
  options: { readonly title?: string } = {},
): Promise<Given> {
  requireMay(actor, 'contracts.manage');
  const intent = { type: 'contract.give' as const, subject: subjectOf(contract), request: { deviceIds } };
  return await write(core, actor, intent, async (tx) => {
    const organizationId = await holdContract(tx, contract, { create: true, ...options });
    if (organizationId === undefined) throw refuse('organization_not_found', { id: String(contract) });
    const given = await holdDevices(tx, deviceIds);
    const added = await tx.sql<{ objectId: number }[]>`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, actions)
      select 'organization', ${organizationId}, 'device', d, ${CONTRACT}, true, true, true, true, true
      from unnest(${given}::int[]) as d
      on conflict do nothing returning object_id`;
    note(
      tx,
      organizationId,
      [],
      added.map(({ objectId }) => objectId),
    );
    return { organizationId, given, unknown: [...new Set(deviceIds)].filter((id) => !given.includes(id)) };
  });
}

/** Takes devices away again; what the contract does not have is no error. */
export async function takeDevices(
  core: Core,
  actor: Actor,
  contract: ContractKey,
  deviceIds: readonly number[],
): Promise<Taken> {
  requireMay(actor, 'contracts.manage');
  const intent = { type: 'contract.take' as const, subject: subjectOf(contract), request: { deviceIds } };
  return await write(core, actor, intent, async (tx) => {
    const organizationId = await holdContract(tx, contract);
    if (organizationId === undefined) return { organizationId, taken: [] };
    const gone = await tx.sql<{ objectId: number }[]>`
      delete from access_grant where subject_kind = 'organization' and subject_id = ${organizationId} and object_kind = 'device'
        and source = ${CONTRACT} and object_id = any(${storable(deviceIds)}::int[]) returning object_id`;
    const taken = gone.map(({ objectId }) => objectId).sort((a, b) => a - b);
    note(tx, organizationId, taken, []);
    return { organizationId, taken };
  });
}

/** What a contract was given, by id; of an unknown uid nothing. */
export async function devicesOf(core: Core, actor: Actor, contract: ContractKey): Promise<readonly ContractDevice[]> {
  if (typeof contract === 'number') {
    await requireOrganization(core, actor, contract);
    return await devicesOfContract(listReader(core), actor.domainId, contract);
  }
  const id = await organizationOfUid(reader(core), actor.domainId, contract.uid);
  const visible = await visibleIds(core, actor);
  if (id === undefined || (visible && !visible.includes(id))) return [];
  return await devicesOfContract(listReader(core), actor.domainId, id);
}

/** Our id of the contract that an outside billing knows by this uid; undefined: there is none. */
export async function contractIdOf(core: Core, actor: Actor, uid: string): Promise<number | undefined> {
  requireMay(actor, 'integrations.look-up');
  return await organizationOfUid(reader(core), actor.domainId, uid);
}

/**
 * The contract that an outside billing knows by this uid. `create`: made when there is none, with its root folder and
 * its audit exactly once, however many ask for it at the same moment.
 */
export async function contractByUid(
  tx: Write,
  uid: string,
  { create = false, title = uid }: { readonly create?: boolean; readonly title?: string } = {},
): Promise<number | undefined> {
  checkedUid(uid);
  const { domainId } = tx.actor;
  for (let tries = 0; tries < TRIES; tries++) {
    const known = await organizationOfUid(tx.sql, domainId, uid);
    if (known !== undefined || !create) return known;
    const row = { title: title.slice(0, 255), outsideUid: uid };
    // Waits for whoever is making it now; what that one commits is seen by the next look.
    const [made] = await tx.sql<{ id: number }[]>`
      insert into organization ${tx.sql({ ...row, domainId })}
      on conflict (domain_id, outside_uid) where outside_uid is not null do nothing returning id`;
    if (!made) continue;
    await createRootFolder(tx.sql, made.id, 'Cameras');
    tx.changed({ action: 'create', objectKind: 'organization', objectId: made.id, changes: additions(row) });
    tx.touched('organization', made.id);
    return made.id;
  }
  throw refuse('changes_met');
}

/** Whoever made it may have deleted it at once. */
const TRIES = 3;

/** The contract, held against other changes of its devices and against its removal. */
async function holdContract(
  tx: Write,
  contract: ContractKey,
  options: { readonly create?: boolean; readonly title?: string } = {},
): Promise<number | undefined> {
  const { sql } = tx;
  const where = typeof contract === 'number' ? sql`id = ${contract}` : sql`outside_uid = ${checkedUid(contract.uid)}`;
  for (let tries = 0; tries < TRIES; tries++) {
    const [held] = await sql<{ id: number }[]>`
      select id from organization where domain_id = ${tx.actor.domainId} and ${where} for no key update`;
    if (held) return held.id;
    if (typeof contract === 'number') throw refuse('organization_not_found', { id: contract });
    if ((await contractByUid(tx, contract.uid, options)) === undefined) return undefined;
  }
  throw refuse('changes_met');
}

function checkedUid(uid: string): string {
  checkText('uid', uid, 255, 1);
  return uid;
}

/** Locks (FOR KEY SHARE) those of these ids that are cameras or locks of this domain, and gives them back by id. */
async function holdDevices(tx: Write, ids: readonly number[]): Promise<number[]> {
  const asked = storable(ids);
  if (asked.length === 0) return [];
  const { domainId } = tx.actor;
  const cameras = await tx.sql<{ id: number }[]>`
    select id from camera where id = any(${asked}::int[]) and domain_id = ${domainId} order by id for key share`;
  const locks = await tx.sql<{ id: number }[]>`
    select id from lock where id = any(${asked}::int[]) and domain_id = ${domainId} order by id for key share`;
  return [...cameras, ...locks].map(({ id }) => id).sort((a, b) => a - b);
}

/** Each once, and those alone that an id can be. */
const storable = (ids: readonly number[]): number[] => [
  ...new Set(ids.filter((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)),
];

function note(tx: Write, organizationId: number, gone: readonly number[], added: readonly number[]): void {
  if (gone.length + added.length === 0) return;
  const changes = { devices: [gone, added] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  tx.touched('organization', organizationId);
  tx.touched('door', organizationId);
}

const subjectOf = (contract: ContractKey): string =>
  typeof contract === 'number' ? `organization ${contract}` : `contract ${contract.uid}`.slice(0, 255);
