import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { invalid } from '../../core/errors.ts';
import { changeOrganization, createOrganization } from '../../core/organizations/operations.ts';
import { setOwnerByEmail } from '../../core/organizations/owner-by-email.ts';
import { deleteOrganization } from '../../core/organizations/removal.ts';
import { contractByBillingId, contractById, contractPage, type PlanContract } from '../../core/plans/contracts.ts';
import { setNoPlans, setPlansWithDefault } from '../../core/plans/of-organization.ts';
import { together } from '../../core/together.ts';
import { ownUrl } from '../../http/own-url.ts';
import { pathId } from '../wire/body.ts';
import { flag } from '../wire/values.ts';
import { actorIn } from './auth.ts';
import { defaultsOf } from './defaults.ts';
import { type OrganizationIn, organizationIn } from './organization-in.ts';
import { sendAll } from './send-all.ts';
import { organizationOut } from './wire.ts';

interface One {
  Params: { id: string };
}

/** `/organizations`, as docs/dialects/vsaas-io.md#organizations has it. Paths name them by the billing's own ids. */
export function organizationRoutes(app: FastifyInstance): void {
  app.get('/organizations', async (request, reply) => {
    const actor = actorIn(request);
    const defaults = await defaultsOf(request);
    return await sendAll(request, reply, {
      field: 'organizations',
      read: (page) => contractPage(request.core, actor, page),
      out: (contract) => organizationOut(contract, defaults),
    });
  });
  app.post('/organizations', async (request) => {
    const fields = organizationIn(request.body);
    const id = await together(request.core, (one) => create(one, actorIn(request), fields, ownUrl(request)));
    return await oneOut(request, await contractById(request.core, actorIn(request), id));
  });
  app.get<One>('/organizations/:id', async (request) => await oneOut(request, await named(request)));
  app.put<One>('/organizations/:id', async (request) => {
    const fields = organizationIn(request.body);
    const { id } = await named(request);
    await together(request.core, (one) => change(one, actorIn(request), id, fields, ownUrl(request)));
    return await oneOut(request, await contractById(request.core, actorIn(request), id));
  });
  app.delete<One>('/organizations/:id', async (request, reply) => {
    const force = flag({ force: request.headers.force }, 'force') ?? false;
    const { id } = await named(request);
    await deleteOrganization(request.core, actorIn(request), id, { force });
    reply.code(204);
  });
}

async function create(
  core: Core,
  actor: Actor,
  { title, owner, planIds }: OrganizationIn,
  url: string | undefined,
): Promise<number> {
  if (title === undefined) throw invalid('title', 'value_required');
  if (owner === undefined) throw invalid('owner', 'value_required');
  const { id } = await createOrganization(core, actor, { title });
  await setOwnerByEmail(core, actor, id, owner, url);
  await setPlansWithDefault(core, actor, id, planIds ?? []);
  return id;
}

async function change(
  core: Core,
  actor: Actor,
  id: number,
  { title, owner, planIds }: OrganizationIn,
  url: string | undefined,
): Promise<void> {
  if (owner !== undefined) await setOwnerByEmail(core, actor, id, owner, url);
  if (title !== undefined) await changeOrganization(core, actor, id, { title });
  if (planIds === undefined) return;
  if (planIds.length === 0) await setNoPlans(core, actor, id);
  else await setPlansWithDefault(core, actor, id, planIds);
}

async function named(request: FastifyRequest<One>): Promise<PlanContract> {
  const id = pathId('organization_not_found', request.params.id);
  return await contractByBillingId(request.core, actorIn(request), id);
}

const oneOut = async (request: FastifyRequest, contract: PlanContract) => ({
  organization: organizationOut(contract, await defaultsOf(request)),
});
