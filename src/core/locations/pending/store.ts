import type { Db, Fragment, Tx } from '../../../db/sql.ts';
import type { PendingRequest } from './request.ts';

/**
 * The rest of a statement whose CTE `event` is the billing event of a request that has to wait, and whoever applies them is
 * told. The same again while it waits is counted, and does not wait twice.
 */
export const keepPending = (sql: Db, { verb, code, args }: PendingRequest): Fragment => sql`
  , kept as (
    insert into pending_request as p (domain_id, verb, code, args, client_id, user_id, dialect, event_id)
    select domain_id, ${verb}, ${code}, ${JSON.stringify(args)}::text::jsonb, client_id, user_id, dialect, id from event
    on conflict (domain_id, verb, code, md5(args::text)) where state = 'waiting' do update set repeats = p.repeats + 1
  ), told as (
    insert into change_log (kind) values ('address_code')
  )
  select id from event`;

/** The billing event of the same request that waits already, null where none does: of an actor's event `e`. */
export const eventThatWaits = (sql: Db, { verb, code, args }: PendingRequest): Fragment => sql`
  (select p.event_id from pending_request p
    where p.domain_id = e.domain_id and p.verb = ${verb} and p.code = ${code} and p.state = 'waiting'
      and md5(p.args::text) = md5((${JSON.stringify(args)}::text::jsonb)::text))`;

/**
 * Lets go of what waits, because its opposite was asked for meanwhile: for that code or for any, with those `args` among
 * its own. Gives back how many went.
 */
export async function withdrawPending(
  sql: Tx,
  domainId: number,
  { verb, code, args = {} }: Pick<PendingRequest, 'verb'> & Partial<Pick<PendingRequest, 'code' | 'args'>>,
): Promise<number> {
  const gone = await sql`
    update pending_request set state = 'withdrawn', settled_at = now()
    where domain_id = ${domainId} and verb = ${verb} and state = 'waiting'
      and code = coalesce(${code ?? null}::text, code) and args @> ${JSON.stringify(args)}::text::jsonb returning id`;
  return gone.length;
}

/** Lets go of the attachments that wait for contracts of that owner: the billing has said since which cameras it has. */
export const withdrawAttachments = (sql: Tx, domainId: number, ownerId: number): Fragment => sql`
  update pending_request p set state = 'withdrawn', settled_at = now() from organization o
  where p.domain_id = ${domainId} and p.verb = 'camera.attach' and p.state = 'waiting'
    and o.domain_id = p.domain_id and o.owner_id = ${ownerId} and o.outside_uid = p.args ->> 'billingId'`;

/** Those that wait for a code that now leads somewhere, as the condition of a statement over `pending_request p`. */
export const isDue = (sql: Db): Fragment => sql`
  p.state = 'waiting' and (
    exists (select from location_code k where k.domain_id = p.domain_id and k.code = p.code)
    or exists (select from address_code a where a.domain_id = p.domain_id and a.code = p.code))`;

const KEPT_DAYS = 90;
const BATCH = 1000;

/** Removes settled ones that are old. Gives back how many. */
export async function tidyPending(sql: Db): Promise<number> {
  const gone = await sql`
    delete from pending_request where id in (
      select id from pending_request where settled_at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH}) returning id`;
  return gone.length;
}
