import { forgetBlocks } from '../blocks/blocks.ts';
import type { Write } from '../write.ts';

/** Deletes locks with their doors and all that hangs on them; the rows come locked. */
export async function removeLocks(
  tx: Write,
  locks: readonly { readonly id: number; readonly title: string }[],
): Promise<void> {
  if (locks.length === 0) return;
  const ids = locks.map(({ id }) => id);
  const doors = await tx.sql<{ id: number; name: string }[]>`
    delete from door where lock_id = any(${ids}::int[]) returning id, name`;
  // Before the grants: whoever is giving one holds the row, and has committed when it goes.
  await tx.sql`delete from lock where id = any(${ids}::int[])`;
  await tx.sql`delete from access_grant where object_kind = 'device' and object_id = any(${ids}::int[])`;
  await forgetBlocks(tx.sql, 'device', ids);
  for (const { id, name } of doors)
    tx.changed({ action: 'delete', objectKind: 'door', objectId: id, changes: { name: [name, null] } });
  for (const { id, title } of locks) {
    tx.changed({ action: 'delete', objectKind: 'lock', objectId: id, changes: { title: [title, null] } });
    tx.touched('door', id);
  }
}

export async function deleteLocksOf(tx: Write, organizationId: number): Promise<void> {
  const locks = await tx.sql<{ id: number; title: string }[]>`
    select id, title from lock where organization_id = ${organizationId} order by id for update`;
  await removeLocks(tx, locks);
}
