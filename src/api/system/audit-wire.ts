import type { Static } from 'typebox';
import type { AuditRow } from '../../core/audit/list.ts';
import type { AuditChange } from '../contract/common.ts';

export const toAuditChange = (row: AuditRow): Static<typeof AuditChange> => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  actorKind: row.actorKind,
  actorId: row.actorId,
  dialect: row.dialect,
  action: row.action,
  objectKind: row.objectKind,
  objectId: String(row.objectId),
  changes: Object.fromEntries(Object.entries(row.changes).map(([field, [before, after]]) => [field, [before, after]])),
  address: row.address,
  userAgent: row.userAgent,
});
