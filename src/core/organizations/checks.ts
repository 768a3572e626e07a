import type { Tx } from '../../db/sql.ts';
import { taken } from '../access/taken.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, checkText, pick } from '../fields.ts';
import type { Write } from '../write.ts';
import { parseFlat } from './flat.ts';
import { checkAddress, checkedNetworks } from './network.ts';
import {
  LIMITS,
  ORGANIZATION_FIELDS,
  type Organization,
  type OrganizationChange,
  type OrganizationFields,
} from './organization.ts';

/** The fields to be written, once their values are sound; what they refer to is checked where it is read. */
export function checkedFields(fields: OrganizationChange): OrganizationFields {
  checkText('title', fields.title, 255, fields.title === undefined ? 0 : 1);
  checkText('note', fields.note, 4000);
  for (const name of ['contractNumber', 'outsideUid', 'externalId'] as const)
    checkText(name, fields[name], 255, fields[name] === undefined ? 0 : 1);
  for (const name of LIMITS) checkInteger(name, fields[name]);
  checkText('reason', fields.signInLock?.reason, 500);
  checkInteger('apartment', fields.apartment);
  checkInteger('defaultPlanId', fields.defaultPlanId, 1);
  checkAddress('internalAddress', fields.internalAddress);
  const picked = { ...pick(fields, ORGANIZATION_FIELDS), ...flatOf(fields) };
  return picked.networks === undefined ? picked : { ...picked, networks: checkedNetworks('networks', picked.networks) };
}

/** Either says the other where that is not given: a panel may know a flat by another number than its door has. */
function flatOf({ flat, apartment }: OrganizationFields): Pick<OrganizationFields, 'flat' | 'apartment'> {
  if (flat === undefined) return apartment === undefined ? {} : { flat: apartment?.toString() ?? null, apartment };
  checkText('flat', flat, 40);
  const parsed = flat === null ? null : parseFlat(flat);
  if (parsed === undefined) throw invalid('flat', 'flat_malformed');
  return { flat: parsed?.flat ?? null, apartment: apartment === undefined ? (parsed?.apartment ?? null) : apartment };
}

/** What the fields refer to, and that nobody else has what only one may have. */
export async function checkReferences(tx: Write, fields: OrganizationFields, before?: Organization): Promise<void> {
  await checkOwner(tx, fields.ownerId);
  await checkPlan(tx, fields.defaultPlanId);
  if (fields.outsideUid !== before?.outsideUid) await checkOutsideUid(tx, fields.outsideUid);
  if (fields.contractNumber !== before?.contractNumber) await checkContractNumber(tx, fields.contractNumber);
}

async function checkOwner(tx: Write, ownerId: number | null | undefined): Promise<void> {
  if (ownerId === null || ownerId === undefined) return;
  const rows =
    await tx.sql`select from app_user where id = ${ownerId} and domain_id = ${tx.actor.domainId} for key share`;
  if (rows.length === 0) throw invalid('ownerId', 'user_unknown', { id: ownerId });
}

async function checkPlan(tx: Write, planId: number | null | undefined): Promise<void> {
  if (planId === null || planId === undefined) return;
  const rows = await tx.sql`select from plan where id = ${planId} and domain_id = ${tx.actor.domainId} for key share`;
  if (rows.length === 0) throw invalid('defaultPlanId', 'plan_unknown', { id: planId });
}

async function checkOutsideUid(tx: Write, uid: string | null | undefined): Promise<void> {
  if (uid === null || uid === undefined) return;
  const [other] = await tx.sql<
    { id: number }[]
  >`select id from organization where domain_id = ${tx.actor.domainId} and outside_uid = ${uid}`;
  if (other)
    throw taken(
      tx.actor,
      refuse('uid_taken_by', { uid, id: other.id }, { existingId: other.id }),
      refuse('uid_taken', { uid }),
    );
}

/** New contract numbers are unique in the domain. Old rows may share one, hence no unique index. */
async function checkContractNumber(tx: Write, number: string | null | undefined): Promise<void> {
  if (number === null || number === undefined) return;
  const { domainId } = tx.actor;
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`contract number ${domainId} ${number}`}, 0))`;
  const [other] = await tx.sql<{ id: number }[]>`
    select id from organization where domain_id = ${domainId} and contract_number = ${number} order by id limit 1`;
  if (other)
    throw taken(
      tx.actor,
      refuse('contract_number_taken_by', { number, id: other.id }, { existingId: other.id }),
      refuse('contract_number_taken', { number }),
    );
}

/** Refuses a member too many. Call it under the organization's lock. */
export async function checkUserRoom(sql: Tx, organization: Organization): Promise<void> {
  if (organization.userLimit === null) return;
  const [count] = await sql<{ users: number }[]>`
    select count(*)::int as users from membership where organization_id = ${organization.id}`;
  checkLimit('user', organization, count?.users ?? 0, 1);
}

/** Refuses when `adding` more would pass the limit. Call it under the organization's lock. */
export function checkLimit(what: 'camera' | 'user', organization: Organization, count: number, adding: number): void {
  const limit = what === 'camera' ? organization.cameraLimit : organization.userLimit;
  if (limit !== null && count + adding > limit) {
    throw refuse(`${what}_limit`, { id: organization.id, limit, count });
  }
}
