import { SHARE } from '../access/grants.ts';
import type { Write } from '../write.ts';

/**
 * A camera that goes to another organization is seen no more by whoever was given it in the former one: what was granted
 * on the camera itself falls, but for users of the new organization.
 */
export async function dropGrantsOfFormer(tx: Write, cameraId: number, organizationId: number): Promise<void> {
  const gone = await tx.sql<{ subjectKind: 'user' | 'organization'; subjectId: number }[]>`
    delete from access_grant g where g.object_kind = 'device' and g.object_id = ${cameraId} and (
      (g.subject_kind = 'organization' and g.source = ${SHARE})
      or (g.subject_kind = 'user' and (g.through_organization_id is not null or not exists (
        select from app_user u where u.id = g.subject_id and (u.home_organization_id = ${organizationId}
          or exists (select from membership m where m.user_id = u.id and m.organization_id = ${organizationId})
          or exists (select from organization o where o.owner_id = u.id and o.id = ${organizationId}))))))
    returning g.subject_kind, g.subject_id`;
  for (const { subjectKind, subjectId } of gone) tx.touched(subjectKind, subjectId);
}
