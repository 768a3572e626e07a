import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { SHARE } from '../access/grants.ts';

/** `select` of the ids of all cameras that are shared with an organization now. */
export const sharedCameraIds = (sql: Db, organizationId: number): Fragment => sql`
  select c.id from access_grant g join camera c on c.id = g.object_id
  where g.object_kind = 'device' and ${ofShare(sql, organizationId)}
  union select c.id from access_grant g join folder f on f.path @> array[g.object_id] join camera c on c.folder_id = f.id
  where g.object_kind = 'folder' and ${ofShare(sql, organizationId)}
  union select c.id from access_grant g join camera c on c.organization_id = g.object_id
  where g.object_kind = 'organization' and ${ofShare(sql, organizationId)}`;

const ofShare = (sql: Db, organizationId: number): Fragment => sql`
  g.subject_kind = 'organization' and g.subject_id = ${organizationId} and g.source = ${SHARE}
  and (g.valid_from is null or g.valid_from <= now())`;

/** A camera's folder path and organization among `shares` of an organization: `g` is the grant, `c` and `f` the camera's. */
export const shareOfCamera = (sql: Db): Fragment => sql`
  g.subject_kind = 'organization' and g.source = ${SHARE} and (g.valid_from is null or g.valid_from <= now())
  and ((g.object_kind = 'device' and g.object_id = c.id) or (g.object_kind = 'folder' and g.object_id = any(f.path))
    or (g.object_kind = 'organization' and g.object_id = c.organization_id))`;

/** A camera's organization, and those that it is shared with; neither goes nor moves before the transaction ends. */
export async function sharesOfCamera(
  sql: Tx,
  domainId: number,
  cameraId: number,
): Promise<readonly { readonly organizationId: number; readonly sharedWith: readonly number[] }[]> {
  return await sql`
    select c.organization_id, array(select distinct g.subject_id from access_grant g where ${shareOfCamera(sql)}) as shared_with
    from camera c join folder f on f.id = c.folder_id
    where c.domain_id = ${domainId} and c.id = ${cameraId} for share of c`;
}
