import { type Static, Type } from 'typebox';
import { blockOrganization, lockSignIn } from '../../core/blocks/operations.ts';
import { present } from '../../core/fields.ts';
import {
  changeOrganization,
  createOrganization,
  organizationCount,
  organizationPage,
  visibleOrganization,
} from '../../core/organizations/operations.ts';
import type { OrganizationFields } from '../../core/organizations/organization.ts';
import { deleteOrganization } from '../../core/organizations/removal.ts';
import { BlockBody, BlockParams, Done, IdParams, Page, PageQuery } from '../contract/common.ts';
import { Organization, OrganizationChange, OrganizationCreate } from '../contract/people.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf, toBlock } from '../frame/wire.ts';

const TAG = 'Organizations';
type OrganizationView = Awaited<ReturnType<typeof visibleOrganization>>;
const Force = Type.Object({
  force: Type.Optional(
    Type.Boolean({
      description: 'Its cameras go with it; members who are left without an organization go to the default one',
    }),
  ),
  users: Type.Optional(Type.Boolean({ description: 'With force: its own users go with it' })),
});

export function organizationRoutes(app: Api): void {
  app.get(
    '/organizations',
    {
      schema: {
        ...about(TAG, 'listOrganizations', 'The organizations that the caller sees'),
        querystring: PageQuery,
        response: answers(Page(Organization)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const page = await organizationPage(core, actor, pageOf(query));
      return await mapPage(page, toWire, query.count ? () => organizationCount(core, actor, query.search) : undefined);
    },
  );

  app.post(
    '/organizations',
    {
      schema: {
        ...about(TAG, 'createOrganization', 'Add an organization with its root folder'),
        body: OrganizationCreate,
        response: creates(Organization),
      },
    },
    async (request, reply) => {
      const created = await createOrganization(request.core, caller(request), fromWire(request.body));
      reply.code(201);
      return toWire(created);
    },
  );

  app.get(
    '/organizations/:id',
    {
      schema: {
        ...about(TAG, 'getOrganization', 'One organization'),
        params: IdParams,
        response: answers(Organization),
      },
    },
    async (request) => toWire(await visibleOrganization(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/organizations/:id',
    {
      schema: {
        ...about(TAG, 'changeOrganization', 'Change an organization; absent fields stay'),
        params: IdParams,
        body: OrganizationChange,
        response: answers(Organization),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return toWire(await changeOrganization(core, caller(request), params.id, fromWire(body)));
    },
  );

  app.delete(
    '/organizations/:id',
    {
      schema: {
        ...about(TAG, 'deleteOrganization', 'Delete an organization; one that is not empty needs force'),
        params: IdParams,
        querystring: Force,
        response: answers(Done),
      },
    },
    async (request) => {
      const { force = false, users = false } = request.query;
      await deleteOrganization(request.core, caller(request), request.params.id, { force, users });
      return done;
    },
  );

  app.put(
    '/organizations/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'blockOrganization', 'Block an organization: pictures of all its cameras stop'),
        params: BlockParams,
        body: BlockBody,
        response: answers(Organization),
      },
    },
    async (request) => {
      const { core, body } = request;
      const { id, source } = request.params;
      await blockOrganization(core, caller(request), id, { source, reason: body.reason ?? '' });
      return toWire(await visibleOrganization(core, caller(request), id));
    },
  );

  app.delete(
    '/organizations/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'unblockOrganization', "Lift one source's block"),
        params: BlockParams,
        response: answers(Organization),
      },
    },
    async (request) => {
      const { core } = request;
      const { id, source } = request.params;
      await blockOrganization(core, caller(request), id, { source, reason: undefined });
      return toWire(await visibleOrganization(core, caller(request), id));
    },
  );

  app.put(
    '/organizations/:id/sign-in-lock',
    {
      schema: {
        ...about(TAG, 'lockSignIn', "Shut the organization's users out; its cameras and recording go on"),
        params: IdParams,
        body: BlockBody,
        response: answers(Organization),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      await lockSignIn(core, caller(request), params.id, true, body.reason ?? '');
      return toWire(await visibleOrganization(core, caller(request), params.id));
    },
  );

  app.delete(
    '/organizations/:id/sign-in-lock',
    {
      schema: {
        ...about(TAG, 'unlockSignIn', "Lift the caller's own lock: the billing's, or the provider's people's"),
        params: IdParams,
        response: answers(Organization),
      },
    },
    async (request) => {
      const { core, params } = request;
      await lockSignIn(core, caller(request), params.id, false);
      return toWire(await visibleOrganization(core, caller(request), params.id));
    },
  );
}

const toWire = (o: OrganizationView): Static<typeof Organization> => ({
  id: o.id,
  title: o.title,
  isDefault: o.isDefault,
  owner: o.ownerId === null || o.ownerLogin === null ? null : { id: o.ownerId, login: o.ownerLogin },
  contractNumber: o.contractNumber,
  outsideUid: o.outsideUid,
  flat: o.flat,
  apartment: o.apartment,
  externalId: o.externalId,
  note: o.note,
  cameraCount: o.cameraCount,
  lockCount: o.lockCount,
  userCount: o.userCount,
  cameraLimit: o.cameraLimit,
  userLimit: o.userLimit,
  archiveLimitGigabytes: o.archiveLimitGb,
  networks: [...o.networks],
  internalAddress: o.internalAddress,
  liveViews: o.liveViews,
  archiveViews: o.archiveViews,
  userLiveViews: o.userLiveViews,
  userArchiveViews: o.userArchiveViews,
  smsPerMonth: o.smsPerMonth,
  archiveSeconds: o.archiveSeconds,
  notifyOutages: o.notifyOutages,
  defaultPlanId: o.defaultPlanId,
  blocks: o.blocks.map(toBlock),
  signInBlocks: o.signInBlocks.map(toBlock),
  createdAt: o.createdAt.toISOString(),
});

const fromWire = (body: Static<typeof OrganizationChange>): OrganizationFields =>
  present({
    title: body.title,
    ownerId: body.ownerId,
    contractNumber: body.contractNumber,
    outsideUid: body.outsideUid,
    flat: body.flat,
    apartment: body.apartment,
    externalId: body.externalId,
    note: body.note,
    cameraLimit: body.cameraLimit,
    userLimit: body.userLimit,
    archiveLimitGb: body.archiveLimitGigabytes,
    networks: body.networks,
    internalAddress: body.internalAddress,
    liveViews: body.liveViews,
    archiveViews: body.archiveViews,
    userLiveViews: body.userLiveViews,
    userArchiveViews: body.userArchiveViews,
    smsPerMonth: body.smsPerMonth,
    archiveSeconds: body.archiveSeconds,
    notifyOutages: body.notifyOutages,
    defaultPlanId: body.defaultPlanId,
  });
