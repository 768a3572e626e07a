import type { Db } from '../../db/sql.ts';
import { may, requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { decisions, visibleCamera } from '../cameras/reading/visible.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import { afterId, COUNT_CAP, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { userById } from '../users/operations.ts';
import { goingOn, searchFloor } from './window.ts';

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly actorKind: Actor['kind'];
  /** Null: the product itself, or not the reader's to know. */
  readonly actorId: number | null;
  readonly dialect: string;
  readonly action: 'create' | 'change' | 'delete' | 'view' | 'sign_in';
  readonly objectKind: string;
  readonly objectId: number;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface AuditQuery extends PageRequest {
  readonly objectKind?: string | undefined;
  readonly objectId?: number | undefined;
}

/** Who changed what in the whole domain, newest first; administrators only. */
export async function auditPage(core: Core, actor: Actor, query: AuditQuery): Promise<Page<AuditRow>> {
  requireMay(actor, 'audit.read');
  return await page(listReader(core), actor, query);
}

/** Of a search: among the newest rows, as far as its first page looks. */
export async function auditCount(core: Core, actor: Actor, query: AuditQuery): Promise<number> {
  const sql = listReader(core);
  const floor = await searchFloor(sql, 'audit_change', query.search, 0);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from audit_change a where ${conditions(sql, actor, query)} and a.id > ${floor} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

/** A camera's changes, for those who may edit it. */
export async function cameraHistory(core: Core, actor: Actor, id: number, query: PageRequest): Promise<Page<AuditRow>> {
  const camera = await visibleCamera(core, actor, { id });
  const [decision] = await decisions(core, actor, [camera]);
  if (!may(actor, 'audit.read') && !decision?.rights.edit) throw refuse('camera_history_closed');
  return await page(listReader(core), actor, { ...query, objectKind: 'camera', objectId: id });
}

/** A user's changes, for whoever manages the user. */
export async function userHistory(core: Core, actor: Actor, id: number, query: PageRequest): Promise<Page<AuditRow>> {
  await userById(core, actor, id);
  if (actor.kind === 'user' && actor.id === id && !may(actor, 'audit.read')) throw refuse('own_history_closed');
  return await page(listReader(core), actor, { ...query, objectKind: 'user', objectId: id });
}

async function page(sql: Db, actor: Actor, query: AuditQuery): Promise<Page<AuditRow>> {
  const after = afterAudit(query.after);
  const floor = await searchFloor(sql, 'audit_change', query.search, after);
  // Ids of the provider's people are not for those who manage one organization.
  const told = may(actor, 'administrators.see') ? sql`a.actor_id` : sql`null::int`;
  const rows = await sql<AuditRow[]>`
    select a.id, a.at, a.actor, a.actor_kind, ${told} as actor_id, a.dialect, a.action, a.object_kind, a.object_id, a.changes, a.address, a.user_agent
    from audit_change a where ${conditions(sql, actor, query)} ${after === 0 ? sql`` : sql`and a.id < ${after}`} and a.id > ${floor}
    order by a.id desc offset ${query.offset ?? 0} limit ${query.limit + 1}`;
  const found = toPage(rows, query.limit, (row) => row.id);
  return goingOn(found, floor);
}

/** Audit ids pass 2^31 one day, unlike those of things. */
export function afterAudit(after: string | undefined): number {
  const id = Number(after ?? 0);
  return Number.isSafeInteger(id) && id > 0 ? id : afterId(undefined);
}

function conditions(sql: Db, actor: Actor, { search, objectKind, objectId }: AuditQuery) {
  const text = likeText((search ?? '').trim());
  return sql`
    a.domain_id = ${actor.domainId}
    ${objectKind === undefined ? sql`` : sql`and a.object_kind = ${objectKind}`}
    ${objectId === undefined ? sql`` : sql`and a.object_id = ${objectId}`}
    ${text === '' ? sql`` : sql`and (lower(a.actor) like ${`%${text}%`} or lower(a.changes::text) like ${`%${text}%`} or a.address like ${`${text}%`})`}`;
}
