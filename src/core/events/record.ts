import type { Db } from '../../db/sql.ts';
import type { Later } from '../../db/transaction.ts';
import type { Actor } from '../actor.ts';
import { type AuditEntry, storable } from '../audit/record.ts';
import type { WantedEvents } from '../ports.ts';
import { type EventRow, eventRow, type Happened } from './event.ts';
import { namesOf } from './event-types.ts';
import { eventsOf } from './from-audit.ts';

/** What a write has to tell of: what its changes are, and what it said itself. Nothing where nobody wants it. */
export function wantedEvents(
  wanted: WantedEvents,
  actor: Actor,
  at: Date,
  audits: readonly AuditEntry[],
  said: readonly Happened[],
): readonly EventRow[] {
  const { domainId } = actor;
  if (!wanted.any(domainId)) return [];
  return [...said, ...audits.flatMap((entry) => eventsOf(actor, entry))]
    .filter(({ type }) => wanted.wants(domainId, type))
    .map((happened) => eventRow(actor, at, happened));
}

/** Rows of one statement: an import tells of a hundred thousand cameras. */
const MAX_ROWS = 5000;

/**
 * Stores events with a delivery for each endpoint that wants them in the transaction that they are of.
 * What the table of endpoints says at that moment decides; an event that no endpoint wants leaves no row.
 */
export function recordEvents(sql: Db, later: Later, events: readonly EventRow[]): void {
  for (let i = 0; i < events.length; i += MAX_ROWS) later(store(sql, events.slice(i, i + MAX_ROWS)));
}

function store(sql: Db, events: readonly EventRow[]) {
  const rows = events.map(({ domainId, objectKind, objectId, ...row }, place) => ({
    ...row,
    place,
    domain_id: domainId,
    object_kind: objectKind,
    object_id: objectId,
    names: namesOf(row.type),
  }));
  return sql`
    with told as (
      select e.* from json_to_recordset(${storable(rows)}::text::json)
        as e(domain_id int, type text, object_kind text, object_id int, at timestamptz, data jsonb, names text[], place int)
      where exists (select from webhook_endpoint w where w.domain_id = e.domain_id and w.enabled and w.types && e.names)
    ), stored as (
      insert into domain_event (domain_id, type, object_kind, object_id, at, data)
      select domain_id, type, object_kind, object_id, at, data from told order by place
      returning id, domain_id, type, object_kind, object_id, at
    )
    insert into webhook_delivery (endpoint_id, event_id, object_kind, object_id, next_attempt_at)
    select w.id, s.id, s.object_kind, s.object_id, s.at
    from stored s join (select distinct type, names from told) n on n.type = s.type
    join webhook_endpoint w on w.domain_id = s.domain_id and w.enabled and w.types && n.names
    order by s.id`;
}
