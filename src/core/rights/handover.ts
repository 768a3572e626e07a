import { SHARE } from '../access/grants.ts';
import { belongsTo } from '../users/belonging.ts';
import type { Write } from '../write.ts';

/**
 * A camera that goes to another organization is seen no more by whoever was given it in the former one: what was granted
 * on the camera itself falls, but for users of the new organization, and it goes out of the cases of analytics of others.
 */
export async function dropGrantsOfFormer(tx: Write, cameraId: number, organizationId: number): Promise<void> {
  const { sql } = tx;
  const gone = await sql<{ subjectKind: 'user' | 'organization'; subjectId: number }[]>`
    delete from access_grant g where g.object_kind = 'device' and g.object_id = ${cameraId} and (
      (g.subject_kind = 'organization' and g.source = ${SHARE})
      or (g.subject_kind = 'user' and (g.through_organization_id is not null or not ${belongsTo(sql, sql`g.subject_id`, sql`${organizationId}::int`)})))
    returning g.subject_kind, g.subject_id`;
  await sql`
    delete from analytics_case_camera k using analytics_case a, app_user u
    where k.camera_id = ${cameraId} and a.id = k.case_id and u.id = a.owner_id and u.kind = 'subscriber'
      and not ${belongsTo(sql, sql`u.id`, sql`${organizationId}::int`)}`;
  for (const { subjectKind, subjectId } of gone) tx.touched(subjectKind, subjectId);
}
