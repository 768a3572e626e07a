import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';

/** What an actor is in an organization and may do there. */
export interface MemberRights {
  readonly member: boolean;
  readonly viewStatistics: boolean;
  readonly editCameras: boolean;
  readonly editUsers: boolean;
}

const ALL = { viewStatistics: true, editCameras: true, editUsers: true };
const NONE: MemberRights = { member: false, viewStatistics: false, editCameras: false, editUsers: false };

/** The same for many organizations at once, by their ids. */
export async function memberRights(
  core: Core,
  actor: Actor,
  organizations: readonly { readonly id: number; readonly ownerId: number | null }[],
): Promise<(id: number) => MemberRights> {
  if (actor.kind !== 'user') return () => ({ ...ALL, member: false });
  const sql = listReader(core);
  const edits = may(actor, 'own-organizations.edit');
  const rows = await sql<(Omit<MemberRights, 'member'> & { organizationId: number })[]>`
    select organization_id, view_statistics, edit_cameras and ${edits} as edit_cameras, edit_users and ${edits} as edit_users
    from membership where user_id = ${actor.id} and organization_id = any(${organizations.map((o) => o.id)}::int[])`;
  const known = new Map(rows.map(({ organizationId, ...rest }) => [organizationId, { ...rest, member: true }]));
  const owned = new Set(organizations.filter((o) => o.ownerId === actor.id).map((o) => o.id));
  const everywhere = {
    viewStatistics: may(actor, 'statistics.read'),
    editCameras: may(actor, 'cameras.manage'),
    editUsers: may(actor, 'users.manage'),
  };
  return (id) => {
    const own = known.get(id) ?? NONE;
    if (owned.has(id) && edits) return { ...ALL, member: own.member };
    return {
      member: own.member,
      viewStatistics: own.viewStatistics || everywhere.viewStatistics,
      editCameras: own.editCameras || everywhere.editCameras,
      editUsers: own.editUsers || everywhere.editUsers,
    };
  };
}
