import type { Db, Fragment } from '../../db/sql.ts';
import type { DoorIcon } from '../doors/door.ts';
import type { Validity } from './door-code.ts';

/** A code as it is stored. */
export interface StoredCode extends Validity {
  readonly id: number;
  readonly domainId: number;
  readonly organizationId: number;
  readonly organizationTitle: string;
  /** Null: the flat's own. */
  readonly guest: string | null;
  readonly digitsSealed: Uint8Array;
  readonly linkNonce: Uint8Array | null;
  readonly userId: number | null;
  readonly madeBy: string;
  readonly createdAt: Date;
  /** Of a guest's, by house and entrance; of a flat's none: it opens whatever the contract opens. */
  readonly doors: readonly CodeDoor[];
}

export interface CodeDoor {
  readonly id: number;
  readonly name: string;
  readonly icon: DoorIcon;
  readonly entrance: number | null;
  readonly address: string;
}

const select = (sql: Db): Fragment => sql`
  select k.id, k.domain_id, k.organization_id, o.title as organization_title, k.guest, k.digits_sealed, k.link_nonce,
    k.valid_from as from, k.valid_until as until, k.uses_left, k.user_id, k.made_by, k.created_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'icon', d.icon, 'entrance', d.entrance,
        'address', l.postal_address) order by l.postal_address, d.entrance nulls last, d.name, d.id)
      from door_code_door b join door d on d.id = b.door_id join lock l on l.id = d.lock_id where b.code_id = k.id), '[]') as doors
  from door_code k join organization o on o.id = k.organization_id`;

export async function findCode(sql: Db, id: number): Promise<StoredCode | undefined> {
  const [row] = await sql<StoredCode[]>`${select(sql)} where k.id = ${id}`;
  return row;
}

export async function flatCodes(sql: Db, organizationIds: readonly number[]): Promise<readonly StoredCode[]> {
  return await sql<StoredCode[]>`
    ${select(sql)} where k.guest is null and k.organization_id = any(${[...organizationIds]}::int[])`;
}

export interface GuestFilter {
  readonly domainId: number;
  /** Undefined: of every contract of the domain. */
  readonly organizationIds: readonly number[] | undefined;
  /** Made by this user alone. */
  readonly userId: number | undefined;
  readonly after: number;
  readonly limit: number;
}

/** Guests' codes by id. */
export async function listGuests(sql: Db, filter: GuestFilter): Promise<readonly StoredCode[]> {
  const { domainId, organizationIds, userId, after, limit } = filter;
  return await sql<StoredCode[]>`
    ${select(sql)} where k.domain_id = ${domainId} and k.guest is not null and k.id > ${after}
      ${organizationIds === undefined ? sql`` : sql`and k.organization_id = any(${[...organizationIds]}::int[])`}
      ${userId === undefined ? sql`` : sql`and k.user_id = ${userId}`}
    order by k.id limit ${limit}`;
}

/** Codes with these digits that work now, by id. */
export async function codesOfDigits(
  sql: Db,
  domainId: number,
  tag: Uint8Array,
  now: Date,
): Promise<readonly StoredCode[]> {
  return await sql<StoredCode[]>`
    ${select(sql)} where k.domain_id = ${domainId} and k.digits_tag = ${tag} and k.valid_from <= ${now}
      and (k.valid_until is null or k.valid_until > ${now}) and (k.uses_left is null or k.uses_left > 0)
    order by k.id`;
}

/** Doors that a contract was given, or that are its own. */
export const doorsOfContract = (sql: Db, organizationId: number | Fragment): Fragment => sql`
  select d.id, d.camera_id, d.lock_id from door d join lock l on l.id = d.lock_id
  where l.organization_id = ${organizationId} or exists (
    select from access_grant g where g.subject_kind = 'organization' and g.subject_id = ${organizationId}
      and g.object_kind = 'device' and g.object_id = d.lock_id and g.actions)`;

/** Whether a code with this tag is at one of the panels, whatever its time. */
export async function isTaken(
  sql: Db,
  domainId: number,
  tag: Uint8Array,
  cameraIds: readonly number[],
): Promise<boolean> {
  const rows = await sql`
    select from door_code k where k.domain_id = ${domainId} and k.digits_tag = ${tag} and (
      exists (select from door_code_door b join door d on d.id = b.door_id
              where b.code_id = k.id and d.camera_id = any(${[...cameraIds]}::int[]))
      or (k.guest is null and exists (select from (${doorsOfContract(sql, sql`k.organization_id`)}) as own
                                      where own.camera_id = any(${[...cameraIds]}::int[]))))
    limit 1`;
  return rows.length > 0;
}
