import { requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { afterEvent, type Page, type PageRequest, toPage } from '../../page.ts';
import { write } from '../../write.ts';
import { cleanCode, leadTo, setCode } from '../codes.ts';
import { lockLocation } from '../queries.ts';
import { type Applied, applyCode } from './apply.ts';
import { isDue } from './store.ts';

/** An address code that requests wait for, or whose requests were refused when it had come. */
export interface UnresolvedCode {
  readonly code: string;
  readonly waiting: number;
  readonly failed: number;
  /** Of the first of them. */
  readonly since: Date;
  readonly verbs: readonly string[];
  /** The billing event of the first of them. */
  readonly eventId: number;
  /** Why the last one that failed did, in English. */
  readonly message: string | null;
  readonly firstId: number;
}

/** The longest waiting first. */
export async function unresolvedCodes(core: Core, actor: Actor, page: PageRequest): Promise<Page<UnresolvedCode>> {
  requireMay(actor, 'locations.read');
  const rows = await listReader(core)<UnresolvedCode[]>`
    select p.code, count(*) filter (where p.state = 'waiting')::int as waiting, count(*) filter (where p.state = 'failed')::int as failed,
      min(p.since) as since, array_agg(distinct p.verb) as verbs, min(p.event_id) as event_id,
      (array_agg(p.message order by p.id desc) filter (where p.state = 'failed'))[1] as message, min(p.id) as first_id
    from pending_request p
    where p.domain_id = ${actor.domainId} and p.state in ('waiting', 'failed')
    group by p.code having min(p.id) > ${afterEvent(page.after) ?? 0}
    order by min(p.id) limit ${page.limit + 1}`;
  return toPage(rows, page.limit, ({ firstId }) => firstId);
}

/** Lets a code lead to a location that is there; what waits for it is done by itself then. */
export async function mapCode(core: Core, actor: Actor, asked: string, locationId: number): Promise<void> {
  requireMay(actor, 'locations.manage');
  const code = cleanCode(asked);
  const intent = { type: 'location.map' as const, subject: `address code ${code}`, request: { code, locationId } };
  await write(core, actor, intent, async (tx) => {
    const location = await lockLocation(tx.sql, actor.domainId, locationId);
    if (location.code === code) return;
    const own = location.code === null;
    if (own) await setCode(tx, location, code);
    else if (!(await leadTo(tx, location, code))) return;
    const changes = { [own ? 'code' : 'otherCode']: [null, code] as const };
    tx.changed({ action: 'change', objectKind: 'location', objectId: locationId, changes });
  });
}

/** Takes a code off a location; it leads nowhere then, unless the directory has it. */
export async function unmapCode(core: Core, actor: Actor, locationId: number, code: string): Promise<void> {
  requireMay(actor, 'locations.manage');
  await write(core, actor, { type: 'location.unmap', subject: `address code ${code}` }, async (tx) => {
    await lockLocation(tx.sql, actor.domainId, locationId);
    const gone = await tx.sql`
      delete from location_code where domain_id = ${actor.domainId} and code = ${code} and location_id = ${locationId}
      returning own`;
    const [row] = gone;
    if (!row) throw refuse('location_code_not_found', { id: locationId, code });
    const changes = { [row.own ? 'code' : 'otherCode']: [code, null] as const };
    tx.changed({ action: 'change', objectKind: 'location', objectId: locationId, changes });
  });
}

/** Does again at once what waits for a code, and what failed of it. Throws `address_code_unknown` while it leads nowhere. */
export async function retryPending(core: Core, actor: Actor, code: string): Promise<Applied> {
  requireMay(actor, 'locations.manage');
  const { domainId } = actor;
  await write(core, actor, { type: 'pending_request.retry', subject: `address code ${code}` }, async (tx) => {
    await tx.sql`
      update pending_request p set state = 'waiting', message = null, settled_at = null
      where p.domain_id = ${domainId} and p.code = ${code} and p.state = 'failed'
        and not exists (select from pending_request o where o.domain_id = ${domainId} and o.code = ${code} and o.verb = p.verb
          and md5(o.args::text) = md5(p.args::text) and o.id <> p.id and (o.state = 'waiting' or (o.state = 'failed' and o.id < p.id)))`;
    const [waiting] = await tx.sql<{ due: boolean }[]>`
      select ${isDue(tx.sql)} as due from pending_request p
      where p.domain_id = ${domainId} and p.code = ${code} and p.state = 'waiting' limit 1`;
    if (!waiting) throw refuse('pending_request_not_found', { code });
    if (!waiting.due) throw refuse('address_code_unknown', { code });
  });
  return await applyCode(core, domainId, code);
}

/** Lets go of what waits for a code, and of what failed: none of it will be done. */
export async function dropPending(core: Core, actor: Actor, code: string): Promise<void> {
  requireMay(actor, 'locations.manage');
  await write(core, actor, { type: 'pending_request.drop', subject: `address code ${code}` }, async (tx) => {
    const gone = await tx.sql`
      update pending_request set state = 'withdrawn', settled_at = ${core.clock()}
      where domain_id = ${actor.domainId} and code = ${code} and state in ('waiting', 'failed') returning id`;
    if (gone.length === 0) throw refuse('pending_request_not_found', { code });
  });
}
