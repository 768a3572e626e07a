import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import { memberPage, removeMember, setMember } from '../../../core/organizations/members.ts';
import type { Member, MemberFields } from '../../../core/organizations/organization.ts';
import { oneObject, pathId } from '../../wire/body.ts';
import { type Body, flag, id, ids } from '../../wire/values.ts';
import { actorIn } from '../context.ts';
import { NO_LIMIT, sendList } from '../paging.ts';

/** Users of an organization, as docs/dialects/watcher.md#organizations has it. */
export function memberRoutes(app: FastifyInstance): void {
  const one = '/organizations/:id/users/:userId';

  app.get('/organizations/:id/users', async (request, reply) => {
    const actor = actorIn(request);
    const organizationId = organizationOf(request);
    return await sendList(request, reply, {
      read: (page) => memberPage(request.core, actor, organizationId, page),
      out: (found) => found.map(memberOut),
      defaultLimit: NO_LIMIT,
    });
  });
  app.post('/organizations/:id/users', async (request) => {
    const body = oneObject(request.body);
    const userId = id(body, 'user_id');
    if (userId === undefined) throw invalid('userId', 'value_required');
    return await set(request, userId, body);
  });
  app.put(one, async (request) => await set(request, userOf(request), oneObject(request.body)));
  app.delete(one, async (request) => {
    await removeMember(request.core, actorIn(request), organizationOf(request), userOf(request));
    return { success: true };
  });
}

interface Ids {
  readonly id: string;
  readonly userId?: string;
}

const organizationOf = (request: FastifyRequest): number =>
  pathId('organization_not_found', (request.params as Ids).id);
const userOf = (request: FastifyRequest): number => pathId('user_not_found', (request.params as Ids).userId ?? '');

async function set(request: FastifyRequest, userId: number, body: Body) {
  const folderIds = ids(body, 'folders_permissions') ?? [];
  const { core } = request;
  return memberOut(await setMember(core, actorIn(request), organizationOf(request), userId, memberIn(body), folderIds));
}

function memberIn(body: Body): MemberFields {
  return present({
    editCameras: flag(body, 'can_edit_organization_cameras'),
    editUsers: flag(body, 'can_edit_organization_users'),
    viewStatistics: flag(body, 'can_view_organization_stats'),
    editLists: flag(body, 'can_edit_organization_plists'),
    viewLists: flag(body, 'can_view_organization_plists'),
  });
}

function memberOut(member: Member) {
  return {
    notification_email: member.email,
    can_view_organization_stats: member.viewStatistics,
    can_view_organization_plists: member.viewLists,
    login: member.login,
    can_edit_organization_cameras: member.editCameras,
    can_edit_organization_plists: member.editLists,
    user_id: member.userId,
    folders_permissions: member.folderIds,
    can_edit_organization_users: member.editUsers,
  };
}
