import type { FastifyInstance, FastifyRequest } from 'fastify';
import { present } from '../../core/fields.ts';
import { memberRights } from '../../core/organizations/member-rights.ts';
import {
  changeOrganization,
  createOrganization,
  organizationCount,
  organizationPage,
  visibleOrganization,
} from '../../core/organizations/operations.ts';
import type { OrganizationChange } from '../../core/organizations/organization.ts';
import { deleteOrganization } from '../../core/organizations/removal.ts';
import { oneObject, pathId } from '../wire/body.ts';
import { extraIn } from '../wire/extra.ts';
import { type Body, flag, idOrNull, integerOrNull, text } from '../wire/values.ts';
import { actorIn } from './context.ts';
import { ORGANIZATION_FIELDS } from './known.ts';
import { sendList } from './paging.ts';

type OrganizationView = Awaited<ReturnType<typeof visibleOrganization>>;

interface One {
  Params: { id: string };
}

/** `/organizations`, as docs/dialects/watcher.md#organizations has it. */
export function organizationRoutes(app: FastifyInstance): void {
  app.get('/organizations', async (request, reply) => {
    const actor = actorIn(request);
    return await sendList(request, reply, {
      read: (page) => organizationPage(request.core, actor, page),
      count: () => organizationCount(request.core, actor, String((request.query as Body).search ?? '')),
      out: (found) => organizationsOut(request, found),
    });
  });
  app.post('/organizations', async (request) => {
    const fields = organizationIn(oneObject(request.body));
    return await oneOut(request, await createOrganization(request.core, actorIn(request), fields));
  });
  app.get<One>('/organizations/:id', async (request) => {
    const id = pathId('organization_not_found', request.params.id);
    return await oneOut(request, await visibleOrganization(request.core, actorIn(request), id));
  });
  app.put<One>('/organizations/:id', async (request) => {
    const id = pathId('organization_not_found', request.params.id);
    const fields = organizationIn(oneObject(request.body));
    return await oneOut(request, await changeOrganization(request.core, actorIn(request), id, fields));
  });
  app.delete<One>('/organizations/:id', async (request) => {
    const force = flag({ force: request.headers.force }, 'force') ?? false;
    await deleteOrganization(request.core, actorIn(request), pathId('organization_not_found', request.params.id), {
      force,
    });
    return { success: true };
  });
}

async function oneOut(request: FastifyRequest, organization: OrganizationView) {
  const [out] = await organizationsOut(request, [organization]);
  return out;
}

async function organizationsOut(request: FastifyRequest, found: readonly OrganizationView[]) {
  const rightsIn = await memberRights(request.core, actorIn(request), found);
  return found.map((organization) => {
    const { member, viewStatistics, editCameras, editUsers } = rightsIn(organization.id);
    return {
      domain: { title: organization.domainTitle, id: organization.domainId },
      title: organization.title,
      mosaic_count: organization.mosaicCount,
      camera_count: organization.cameraCount,
      owner: organization.ownerId === null ? null : { login: organization.ownerLogin, id: organization.ownerId },
      can_view_stats: viewStatistics,
      can_edit_cameras: editCameras,
      camera_limit: organization.cameraLimit,
      dvr_limit: organization.archiveLimitGb,
      can_edit_users: editUsers,
      id: organization.id,
      user_count: organization.userCount,
      is_member: member,
      user_limit: organization.userLimit,
      is_default: organization.isDefault,
    };
  });
}

function organizationIn(body: Body): OrganizationChange {
  return present({
    title: text(body, 'title'),
    ownerId: idOrNull(body, 'owner_id'),
    cameraLimit: integerOrNull(body, 'camera_limit'),
    userLimit: integerOrNull(body, 'user_limit'),
    archiveLimitGb: integerOrNull(body, 'dvr_limit'),
    extra: extraIn('watcher', body, ORGANIZATION_FIELDS),
  });
}
