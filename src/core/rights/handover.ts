import type { Fragment, Tx } from '../../db/sql.ts';
import { SHARE } from '../access/grants.ts';
import type { Write } from '../write.ts';

/**
 * A camera that goes to another organization is seen no more by whoever was given it in the former one: what was granted
 * on the camera itself falls, but for users of the new organization, and it goes out of the cases of analytics of others.
 */
export async function dropGrantsOfFormer(tx: Write, cameraId: number, organizationId: number): Promise<void> {
  const gone = await tx.sql<{ subjectKind: 'user' | 'organization'; subjectId: number }[]>`
    delete from access_grant g where g.object_kind = 'device' and g.object_id = ${cameraId} and (
      (g.subject_kind = 'organization' and g.source = ${SHARE})
      or (g.subject_kind = 'user' and (g.through_organization_id is not null or not exists (
        select from app_user u where u.id = g.subject_id and ${belongs(tx.sql, organizationId)}))))
    returning g.subject_kind, g.subject_id`;
  await tx.sql`
    delete from analytics_case_camera k using analytics_case a, app_user u
    where k.camera_id = ${cameraId} and a.id = k.case_id and u.id = a.owner_id and u.kind = 'subscriber'
      and not ${belongs(tx.sql, organizationId)}`;
  for (const { subjectKind, subjectId } of gone) tx.touched(subjectKind, subjectId);
}

/** Whether the user `u` is one of the organization's. */
const belongs = (sql: Tx, organizationId: number): Fragment => sql`
  (u.home_organization_id = ${organizationId}
    or exists (select from membership m where m.user_id = u.id and m.organization_id = ${organizationId})
    or exists (select from organization o where o.owner_id = u.id and o.id = ${organizationId}))`;
