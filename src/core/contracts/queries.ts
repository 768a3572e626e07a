import type { Db } from '../../db/sql.ts';
import { CONTRACT } from '../access/grants.ts';
import type { ContractDevice } from './device.ts';

/** By id. One that is gone meanwhile is left out and hides none of the others. */
export async function devicesOfContract(
  sql: Db,
  domainId: number,
  organizationId: number,
): Promise<readonly ContractDevice[]> {
  return await sql<ContractDevice[]>`
    select g.object_id as id, g.suspended, coalesce(c.title, l.title) as title,
      case when l.id is not null then 'lock' when p.camera_id is not null then 'intercom' else 'camera' end as kind
    from access_grant g
    left join camera c on c.id = g.object_id and c.domain_id = ${domainId}
    left join panel p on p.camera_id = c.id
    left join lock l on l.id = g.object_id and l.domain_id = ${domainId}
    where g.subject_kind = 'organization' and g.subject_id = ${organizationId} and g.object_kind = 'device' and g.source = ${CONTRACT}
      and (c.id is not null or l.id is not null)
    order by g.object_id`;
}

export async function organizationOfUid(sql: Db, domainId: number, uid: string): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    select id from organization where domain_id = ${domainId} and outside_uid = ${uid}`;
  return row?.id;
}
