import { forgetBlocks } from '../blocks/blocks.ts';
import type { Write } from '../write.ts';

interface Gone {
  readonly id: number;
  readonly login: string;
  readonly homeOrganizationId?: number | null;
  readonly parentId?: number | null;
}

/** Deletes users with their sub-users and all that hangs on them; sessions and playback tokens end with the commit. */
export async function removeUsers(tx: Write, users: readonly Gone[]): Promise<void> {
  if (users.length === 0) return;
  const above = users.map((user) => user.id);
  const below = await tx.sql<Gone[]>`
    select id, login, home_organization_id, parent_id from app_user
    where parent_id = any(${above}::int[]) and id <> all(${above}::int[]) order by id for update`;
  const gone = [...below, ...users];
  const ids = gone.map((user) => user.id);
  const former = gone.map(({ id, login, parentId = null }) => ({
    id,
    domainId: tx.actor.domainId,
    login,
    parentId,
    deletedAt: tx.core.clock(),
  }));
  await tx.sql`insert into former_user ${tx.sql(former)}`;
  await tx.sql`delete from access_grant where subject_kind = 'user' and subject_id = any(${ids}::int[])`;
  await forgetBlocks(tx.sql, 'user', ids);
  await tx.sql`delete from app_user where id = any(${ids}::int[])`;
  for (const { id, login, homeOrganizationId: organizationId } of gone) {
    tx.changed({
      action: 'delete',
      objectKind: 'user',
      objectId: id,
      organizationId,
      changes: { login: [login, null] },
    });
    tx.touched('user', id);
  }
}
