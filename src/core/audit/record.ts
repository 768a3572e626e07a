import type { Db, Tx } from '../../db/sql.ts';
import type { Startable } from '../../db/transaction.ts';
import { type Actor, actorName, type ClientActor } from '../actor.ts';
import type { Change } from '../changes/feed.ts';

/** One object's change; values as they may be shown, secrets as `***`. */
export interface AuditEntry {
  readonly action: 'create' | 'change' | 'delete';
  readonly objectKind: 'camera' | 'user' | 'organization' | 'folder' | 'preset' | 'domain' | 'client' | 'mosaic';
  readonly objectId: number;
  /** field -> [old, new] */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

export interface BillingEntry {
  readonly type: string;
  readonly outcome: 'applied' | 'no_change' | 'rejected' | 'failed';
  readonly subject: string | undefined;
  readonly message: string | undefined;
  readonly request: unknown;
  readonly durationMs: number;
}

/** All that a write leaves behind, in one round trip. */
export function recordWrite(
  sql: Tx,
  actor: Actor,
  audits: readonly AuditEntry[],
  touches: readonly Change[],
  event: BillingEntry,
): Startable {
  const { domainId, trace } = actor;
  const client = actor.kind === 'client' ? actor.id : undefined;
  const actorId = actor.kind === 'system' ? null : actor.id;
  return sql`
    with audits as (
      insert into audit_change (domain_id, actor_kind, actor_id, actor, dialect, request_id, action, object_kind, object_id, changes, address, user_agent)
      select ${domainId}, ${actor.kind}, ${actorId}, ${actorName(actor)}, ${trace.dialect}, ${trace.requestId},
             a.action, a.object_kind, a.object_id, a.changes::jsonb, ${trace.address ?? null}, ${trace.userAgent ?? null}
      from unnest(${audits.map((a) => a.action)}::text[], ${audits.map((a) => a.objectKind)}::text[],
                  ${audits.map((a) => a.objectId)}::int[], ${audits.map((a) => storable(a.changes))}::text[])
        as a(action, object_kind, object_id, changes)
    ), touches as (
      insert into change_log (kind, key)
      select t.kind, t.key from unnest(${touches.map((t) => t.kind)}::text[], ${touches.map((t) => t.key)}::int[]) as t(kind, key)
    )
    insert into billing_event (domain_id, request_id, client_id, dialect, type, outcome, subject, message, request, duration_ms)
    select ${domainId}, ${trace.requestId}, ${client ?? null}::int, ${trace.dialect}, ${event.type}, ${event.outcome},
           ${event.subject ?? null}, ${event.message ?? null}, ${storable(event.request)}::text::jsonb, ${event.durationMs}::int
    where ${client ?? null}::int is not null`;
}

export async function recordRefusal(sql: Db, actor: ClientActor, event: BillingEntry): Promise<void> {
  await sql`
    insert into billing_event (domain_id, request_id, client_id, dialect, type, outcome, subject, message, request, duration_ms)
    values (${actor.domainId}, ${actor.trace.requestId}, ${actor.id}, ${actor.trace.dialect}, ${event.type}, ${event.outcome},
            ${event.subject ?? null}, ${event.message ?? null}, ${storable(event.request)}::text::jsonb, ${event.durationMs})`;
}

/** JSON that PostgreSQL's jsonb takes: it has no NUL character and no half of a surrogate pair. */
export function storable(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  return json.includes('\\u') ? json.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '')) : json;
}

/** An escaped backslash comes first, so that the text "\u0000" is left alone. */
const UNSTORABLE = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/gi;
