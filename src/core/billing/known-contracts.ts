import { contractByUid } from '../contracts/devices.ts';
import { type Core, reader } from '../core.ts';
import { write } from '../write.ts';
import { connectorActor } from './actor.ts';

/** A contract of a telephone. */
export interface PhoneContract {
  readonly uid: string;
  readonly organizationId: number;
}

/** Organizations by uid, of those contracts that have one. */
export async function organizationsOf(
  core: Core,
  domainId: number,
  uids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await reader(core)<{ id: number; outsideUid: string }[]>`
    select id, outside_uid from organization where domain_id = ${domainId} and outside_uid = any(${[...uids]}::text[])`;
  return new Map(rows.map(({ id, outsideUid }) => [outsideUid, id]));
}

/** Contracts that the billing named get an organization, once however many ask for it. */
export async function createContracts(
  core: Core,
  domainId: number,
  uids: readonly string[],
): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const uid of uids) {
    const intent = { type: 'contract.create' as const, subject: `uid ${uid}` };
    const id = await write(core, connectorActor(domainId), intent, (tx) => contractByUid(tx, uid, { create: true }));
    if (id !== undefined) made.set(uid, id);
  }
  return made;
}

/** Contracts of the user who signs in by this telephone: what counts while no billing is connected. */
export async function contractsOfUser(core: Core, domainId: number, phone: string): Promise<readonly PhoneContract[]> {
  return await reader(core)<PhoneContract[]>`
    select o.outside_uid as uid, o.id as organization_id
    from app_user u join membership m on m.user_id = u.id join organization o on o.id = m.organization_id
    where u.domain_id = ${domainId} and u.sign_in_phone = ${phone} and o.outside_uid is not null
    order by o.id`;
}

/** The devices that a contract was given. */
export async function deviceIdsOf(core: Core, domainId: number, uid: string): Promise<readonly number[]> {
  const rows = await reader(core)<{ id: number }[]>`
    select g.object_id as id
    from organization o join access_grant g on g.subject_kind = 'organization' and g.subject_id = o.id
    where o.domain_id = ${domainId} and o.outside_uid = ${uid} and g.object_kind = 'device' and g.source = 'contract'
    order by g.object_id`;
  return rows.map(({ id }) => id);
}
