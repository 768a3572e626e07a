import type { Tx } from '../../db/sql.ts';
import { type Actor, actorName } from '../actor.ts';
import type { IntentType, UnheardType } from '../billing-events/intents.ts';
import type { BillingType } from '../billing-events/vocabulary.ts';
import type { Change } from '../changes/change.ts';

/** One object's change; values as they may be shown, secrets as `***`. */
export interface AuditEntry {
  readonly action: 'create' | 'change' | 'delete' | 'sign_in';
  readonly objectKind:
    | 'camera'
    | 'user'
    | 'organization'
    | 'folder'
    | 'preset'
    | 'plan'
    | 'domain'
    | 'client'
    | 'mosaic'
    | 'ticket'
    | 'site'
    | 'location'
    | 'address_code'
    | 'cluster'
    | 'streamer'
    | 'lock'
    | 'door'
    | 'access_key'
    | 'door_code'
    | 'webhook';
  readonly objectId: number;
  /** Whose it is, for the billing event; left out where the changes name it. Not stored with the audit. */
  readonly organizationId?: number | null | undefined;
  /** field -> [old, new] */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** What a write is about, for its billing event. */
export interface Intent {
  readonly type: IntentType;
  readonly subject?: string;
  /** The request; secrets are taken out before it is stored. */
  readonly request?: unknown;
}

/** Whom an event is about: ids of users and of contracts, each once. */
export interface Concerned {
  readonly userIds: readonly number[];
  readonly organizationIds: readonly number[];
}

export interface BillingEntry {
  readonly type: IntentType | UnheardType;
  readonly types: readonly BillingType[];
  readonly concerned: Concerned;
  readonly outcome: 'applied' | 'no_change' | 'rejected' | 'pending' | 'failed';
  readonly subject: string | undefined;
  readonly message: string | undefined;
  readonly request: unknown;
  readonly durationMs: number;
}

/** All that one write leaves behind beside its rows. */
export interface WriteRecord {
  readonly actor: Actor;
  readonly audits: readonly AuditEntry[];
  readonly touches: readonly Change[];
  /** Undefined: nobody's billing asked for it. */
  readonly event: BillingEntry | undefined;
}

/** An audit row as it was stored. */
export interface Audited {
  readonly id: number;
  readonly at: Date;
  readonly objectKind: AuditEntry['objectKind'];
  readonly objectId: number;
}

/** Stores what writes leave behind, in one round trip; a billing event only for a billing's. */
export function recordWrites(sql: Tx, records: readonly WriteRecord[]): PromiseLike<readonly Audited[]> {
  const touches = records.flatMap((record) => record.touches);
  return sql<Audited[]>`
    with audits as (
      insert into audit_change (domain_id, actor_kind, actor_id, actor, dialect, request_id, action, object_kind, object_id, changes, address, user_agent)
      select domain_id, actor_kind, actor_id, actor, dialect, request_id, action, object_kind, object_id, changes, address, user_agent
      from json_populate_recordset(null::audit_change, ${storable(records.flatMap(auditRows))}::text::json)
      returning id, at, object_kind, object_id
    ), touches as (
      insert into change_log (kind, key)
      select t.kind, t.key from unnest(${touches.map((t) => t.kind)}::text[], ${touches.map((t) => t.key)}::int[]) as t(kind, key)
    ), events as (
      insert into billing_event (domain_id, request_id, client_id, user_id, dialect, type, types, outcome, subject, message, request, duration_ms,
        address, user_ids, organization_ids, retry_of, first_audit_id, last_audit_id)
      select domain_id, request_id, client_id, user_id, dialect, type, types, outcome, subject, message, request, duration_ms,
        address, user_ids, organization_ids, retry_of, (select min(id) from audits), (select max(id) from audits)
      from json_populate_recordset(null::billing_event, ${storable(records.flatMap(eventRows))}::text::json)
    )
    select id, at, object_kind, object_id from audits`;
}

const auditRows = ({ actor, audits }: WriteRecord) =>
  audits.map(({ action, objectKind, objectId, changes }) => ({
    domain_id: actor.domainId,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'system' ? null : actor.id,
    actor: actorName(actor),
    dialect: actor.trace.dialect,
    request_id: actor.trace.requestId,
    action,
    object_kind: objectKind,
    object_id: objectId,
    changes,
    address: actor.trace.address,
    user_agent: actor.trace.userAgent,
  }));

const eventRows = ({ actor, event }: WriteRecord) => (event === undefined ? [] : [eventRow(actor, event)]);

/** A row of `billing_event` by its columns. */
export const eventRow = (actor: Actor, event: BillingEntry) => ({
  domain_id: actor.domainId,
  request_id: actor.trace.requestId,
  client_id: actor.kind === 'client' ? actor.id : null,
  user_id: actor.kind === 'user' ? actor.id : null,
  dialect: actor.trace.dialect,
  type: event.type,
  types: event.types,
  outcome: event.outcome,
  subject: event.subject,
  message: event.message,
  request: event.request,
  duration_ms: event.durationMs,
  address: actor.trace.address,
  retry_of: actor.trace.retryOf,
  user_ids: some(event.concerned.userIds),
  organization_ids: some(event.concerned.organizationIds),
});

const some = (ids: readonly number[]) => (ids.length === 0 ? null : ids);

/** JSON that PostgreSQL's jsonb takes: it has no NUL character and no half of a surrogate pair. */
export function storable(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  return json.includes('\\u') ? json.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '')) : json;
}

/** An escaped backslash comes first, so that the text "\u0000" is left alone. */
const UNSTORABLE = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/gi;
