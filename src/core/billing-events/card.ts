import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { BillingEvent } from './list.ts';
import { rowColumns, rowTables } from './row.ts';

/** What the write changed of one object. */
export interface EventChange {
  readonly id: number;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: number;
  /** field -> [old, new]; secrets as `***`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

export interface BillingEventCard extends BillingEvent {
  readonly userIds: readonly number[];
  readonly organizationIds: readonly number[];
  /** By the order in which they were written; the first ones of many. */
  readonly changes: readonly EventChange[];
  readonly moreChanges: boolean;
  /** The event of the request that this one did again; it may be gone. Null: it came from the billing itself. */
  readonly retryOf: number | null;
  /** The events of what did this one again, oldest first; the first ones of many. */
  readonly retriedBy: readonly number[];
  readonly pending: PendingState | null;
}

/** What became of a request that names an address code that nobody knew. */
export interface PendingState {
  readonly code: string;
  readonly state: 'waiting' | 'applied' | 'failed' | 'withdrawn';
}

const MAX_CHANGES = 100;
const MAX_RETRIES = 20;

interface CardRow extends BillingEvent {
  readonly userIds: readonly number[] | null;
  readonly organizationIds: readonly number[] | null;
  readonly firstAuditId: number | null;
  readonly lastAuditId: number | null;
  readonly retryOf: number | null;
  readonly retriedBy: readonly number[];
  readonly pending: PendingState | null;
}

/** One event with all that is known of it; administrators only. */
export async function billingEventCard(core: Core, actor: Actor, id: number): Promise<BillingEventCard> {
  requireMay(actor, 'billing-events.read');
  const sql = listReader(core);
  const [row] = await sql<CardRow[]>`
    select ${rowColumns(sql)}, e.user_ids, e.organization_ids, e.first_audit_id, e.last_audit_id, e.retry_of,
      array(select r.id from billing_event r where r.retry_of = e.id and r.domain_id = e.domain_id order by r.id limit ${MAX_RETRIES}) as retried_by,
      (select jsonb_build_object('code', p.code, 'state', p.state) from pending_request p
        where p.event_id = e.id and p.domain_id = e.domain_id order by p.id limit 1) as pending
    from ${rowTables(sql)} where e.domain_id = ${actor.domainId} and e.id = ${id}`;
  if (!row) throw refuse('billing_event_not_found', { id });
  const changes =
    row.firstAuditId === null
      ? []
      : await sql<EventChange[]>`
          select id, action, object_kind, object_id, changes from audit_change
          where domain_id = ${actor.domainId} and request_id = ${row.requestId} and id between ${row.firstAuditId} and ${row.lastAuditId}
          order by id limit ${MAX_CHANGES + 1}`;
  return {
    ...row,
    userIds: row.userIds ?? [],
    organizationIds: row.organizationIds ?? [],
    changes: changes.slice(0, MAX_CHANGES),
    moreChanges: changes.length > MAX_CHANGES,
  };
}
