import type { Static } from 'typebox';
import type { Reason } from '../../core/access/decide.ts';
import type { Explanation } from '../../core/access/explain.ts';
import { present } from '../../core/fields.ts';
import type { Access } from '../contract/camera-access.ts';
import { toRights } from './wire.ts';

/** `needed`: the right without which nothing is allowed. */
export const toAccess = (
  { user, decision }: Explanation,
  needed: 'view' | 'actions' = 'view',
): Static<typeof Access> => ({
  user: { id: user.id, login: user.login, name: user.name },
  rights: toRights(decision.rights),
  allowed: decision.open && decision.rights[needed],
  reasons: decision.reasons.map(toReason),
});

const toReason = ({ kind, text, ...reason }: Reason): Static<typeof Access>['reasons'][number] => {
  const { objectKind, objectId, title, organizationId, on, source, viaOrganizationId, viaTitle } = reason;
  const told = { objectKind, objectId, title, organizationId, on, source, reason: reason.reason };
  const { login, archiveDays } = reason;
  const permissions = reason.permissions && [...reason.permissions];
  return { kind, text, ...present({ ...told, viaOrganizationId, viaTitle, login, archiveDays, permissions }) };
};
