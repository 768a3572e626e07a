import type { Static } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import {
  type ServiceAdministrator as Administrator,
  changeServiceAdministrator,
  createServiceAdministrator,
  deleteServiceAdministrator,
  type ServiceAdministratorFields,
  serviceAdministrator,
  serviceAdministrators,
} from '../../core/clients/administrators.ts';
import { invalid } from '../../core/errors.ts';
import { present } from '../../core/fields.ts';
import {
  ServiceAdministrator,
  ServiceAdministratorChange,
  ServiceAdministratorCreate,
  SystemMethods,
} from '../contract/administrators.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';

const TAG = 'Service administrators';

/** A method that such an administrator signs. */
export interface SystemMethod {
  readonly name: string;
  readonly writes: boolean;
}

/** Those who sign each call of the System API with login and password. */
export function administratorRoutes(app: Api, methods: readonly SystemMethod[]): void {
  app.get(
    '/service-administrators',
    {
      schema: {
        ...about(TAG, 'listServiceAdministrators', 'Those who sign calls of the System API with login and password'),
        response: answers(Page(ServiceAdministrator)),
      },
    },
    async (request) => {
      const found = await serviceAdministrators(request.core, caller(request));
      return { items: found.map((one) => toWire(one, methods)), next: null };
    },
  );

  app.get(
    '/service-administrators/methods',
    {
      schema: { ...about(TAG, 'listSystemMethods', 'The methods of the System API'), response: answers(SystemMethods) },
    },
    async (request) => {
      requireMay(caller(request), 'service-administrators.manage');
      return { items: methods.map(({ name, writes }) => ({ name, writes })) };
    },
  );

  app.post(
    '/service-administrators',
    {
      schema: {
        ...about(TAG, 'createServiceAdministrator', 'Add a service administrator'),
        body: ServiceAdministratorCreate,
        response: creates(ServiceAdministrator),
      },
    },
    async (request, reply) => {
      const created = await createServiceAdministrator(request.core, caller(request), fromWire(request.body, methods));
      reply.code(201);
      return toWire(created, methods);
    },
  );

  app.get(
    '/service-administrators/:id',
    {
      schema: {
        ...about(TAG, 'getServiceAdministrator', 'One service administrator'),
        params: IdParams,
        response: answers(ServiceAdministrator),
      },
    },
    async (request) => toWire(await serviceAdministrator(request.core, caller(request), request.params.id), methods),
  );

  app.patch(
    '/service-administrators/:id',
    {
      schema: {
        ...about(TAG, 'changeServiceAdministrator', 'Change it; an old password ends at once'),
        params: IdParams,
        body: ServiceAdministratorChange,
        response: answers(ServiceAdministrator),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const changed = await changeServiceAdministrator(core, caller(request), params.id, fromWire(body, methods));
      return toWire(changed, methods);
    },
  );

  app.delete(
    '/service-administrators/:id',
    {
      schema: {
        ...about(TAG, 'deleteServiceAdministrator', 'Delete a service administrator; its calls end at once'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteServiceAdministrator(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toWire = (found: Administrator, methods: readonly SystemMethod[]): Static<typeof ServiceAdministrator> => ({
  ...found,
  networks: [...found.networks],
  allowedMethods: found.allowedMethods?.map((name) => methodOf(methods, name)?.name ?? name) ?? null,
  lastUsedAt: found.lastUsedAt?.toISOString() ?? null,
  createdAt: found.createdAt.toISOString(),
});

function fromWire(
  body: Static<typeof ServiceAdministratorChange>,
  methods: readonly SystemMethod[],
): ServiceAdministratorFields {
  const unknown = body.allowedMethods?.find((name) => !methodOf(methods, name));
  if (unknown !== undefined) throw invalid('allowedMethods', 'method_unknown', { method: unknown });
  return present(body);
}

const methodOf = (methods: readonly SystemMethod[], name: string): SystemMethod | undefined =>
  methods.find((method) => method.name.toLowerCase() === name.toLowerCase());
