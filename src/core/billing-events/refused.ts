import type { Db } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import { type BillingEntry, type Concerned, eventRow, type Intent, storable } from '../audit/record.ts';
import type { PendingRequest } from '../locations/pending/request.ts';
import { eventThatWaits, keepPending } from '../locations/pending/store.ts';

/**
 * Stores the event of a write that was refused, which nothing else of the write is left of; with what is known of those
 * that it names. `pending`: what is done again when its address code arrives.
 */
export async function recordRefusal(
  sql: Db,
  actor: Actor,
  event: BillingEntry,
  { subject, pending }: Pick<Intent, 'subject'> & { readonly pending?: PendingRequest | undefined },
): Promise<void> {
  const known = await knownOf(sql, actor, event.concerned, subject);
  // What is itself done again waits already.
  await storeEvent(sql, actor, { ...event, concerned: known }, actor.trace.retryOf === undefined ? pending : undefined);
}

/** The same of a call that came to no write; gives back the event's id. */
export async function recordUnheard(sql: Db, actor: Actor, event: BillingEntry): Promise<number> {
  return await storeEvent(sql, actor, { ...event, concerned: await knownOf(sql, actor, event.concerned, undefined) });
}

async function storeEvent(sql: Db, actor: Actor, event: BillingEntry, pending?: PendingRequest): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    with event as (
      insert into billing_event (domain_id, request_id, client_id, user_id, dialect, type, types, outcome, subject, message, request, duration_ms,
        address, user_ids, organization_ids, retry_of)
      select domain_id, request_id, client_id, user_id, dialect, type, types, outcome, subject, message, request, duration_ms, address, user_ids,
        organization_ids, ${pending ? sql`coalesce(retry_of, ${eventThatWaits(sql, pending)})` : sql`retry_of`}
      from json_populate_record(null::billing_event, ${storable(eventRow(actor, event))}::text::json) as e
      returning id, domain_id, client_id, user_id, dialect)
    ${pending ? keepPending(sql, pending) : sql`select id from event`}`;
  return row?.id ?? 0;
}

/** Those of the domain among the named, and whose the camera or the contract is that the intent is about. */
async function knownOf(
  sql: Db,
  { domainId }: Actor,
  { userIds, organizationIds }: Concerned,
  subject: string | undefined,
): Promise<Concerned> {
  const [, cameraId] = /^camera (\d{1,9})$/.exec(subject ?? '') ?? [];
  const [, uid] = /^contract (.+)$/s.exec(subject ?? '') ?? [];
  const [known] = await sql<{ userIds: number[]; organizationIds: number[] }[]>`
    select array(select u.id from app_user u where u.domain_id = ${domainId} and u.id = any(${[...userIds]}::int[])) as user_ids,
      array(select o.id from organization o where o.domain_id = ${domainId} and o.id = any(${[...organizationIds]}::int[])
        union select o.id from organization o where o.domain_id = ${domainId} and o.outside_uid = ${uid ?? null}
        union select c.organization_id from camera c where c.domain_id = ${domainId} and c.id = ${cameraId === undefined ? null : Number(cameraId)}) as organization_ids`;
  return known ?? { userIds: [], organizationIds: [] };
}
