import type { Static } from 'typebox';
import type { Explanation } from '../core/access/explain.ts';
import type { Access } from './contract/cameras.ts';
import { present } from './routes.ts';
import { toRights } from './wire.ts';

/** `needed`: the right without which nothing is allowed. */
export const toAccess = (
  { user, decision }: Explanation,
  needed: 'view' | 'actions' = 'view',
): Static<typeof Access> => ({
  user: { id: user.id, login: user.login, name: user.name },
  rights: toRights(decision.rights),
  allowed: decision.open && decision.rights[needed],
  reasons: decision.reasons.map(
    ({ kind, text, objectKind, objectId, on, source, reason, viaOrganizationId, login, archiveDays }) => ({
      kind,
      text,
      ...present({ objectKind, objectId, on, source, reason, viaOrganizationId, login, archiveDays }),
    }),
  ),
});
