import { APARTMENT } from '../access/grants.ts';
import type { Write } from '../write.ts';

/**
 * Brings the grants on locks to what links and doors say: who is linked to an intercom opens the doors that it stands
 * at, in the name of the same flat. Of these contracts, or of the contracts linked to these intercoms or locks.
 */
export async function settleLinkedLocks(
  { sql, touched }: Write,
  of: { readonly organizationIds: readonly number[] } | { readonly deviceIds: readonly number[] },
): Promise<void> {
  const contracts =
    'organizationIds' in of
      ? sql`select unnest(${[...of.organizationIds]}::int[])`
      : sql`select a.subject_id from access_grant a
            where a.subject_kind = 'organization' and a.object_kind = 'device' and a.source = ${APARTMENT}
              and a.object_id = any(${[...of.deviceIds]}::int[])`;
  const changed = await sql<{ id: number }[]>`
    with contract as materialized (${contracts}),
    wanted as materialized (
      select distinct on (a.subject_id, d.lock_id) a.subject_id, d.lock_id, a.flat, a.apartment
      from access_grant a join door d on d.camera_id = a.object_id
      where a.subject_kind = 'organization' and a.object_kind = 'device' and a.source = ${APARTMENT}
        and a.subject_id in (table contract)
      order by a.subject_id, d.lock_id, a.object_id),
    gone as (
      delete from access_grant g using lock l
      where g.subject_kind = 'organization' and g.object_kind = 'device' and g.source = ${APARTMENT} and l.id = g.object_id
        and g.subject_id in (table contract)
        and not exists (select from wanted w where w.subject_id = g.subject_id and w.lock_id = g.object_id)
      returning g.subject_id),
    put as (
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, actions, flat, apartment)
      select 'organization', w.subject_id, 'device', w.lock_id, ${APARTMENT}, true, true, true, true, true, w.flat, w.apartment from wanted w
      on conflict (subject_kind, subject_id, object_kind, object_id, source)
        do update set flat = excluded.flat, apartment = excluded.apartment
        where (access_grant.flat, access_grant.apartment) is distinct from (excluded.flat, excluded.apartment)
      returning subject_id)
    select subject_id as id from gone union select subject_id from put`;
  for (const { id } of changed) {
    touched('organization', id);
    touched('door', id);
  }
}
