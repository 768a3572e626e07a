import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import {
  type PaymentConflict as CoreConflict,
  closeConflict,
  paymentConflicts,
} from '../../core/payment-gateways/conflicts.ts';
import type { Gateway } from '../../core/payment-gateways/gateway.ts';
import {
  changeGateway,
  createGateway,
  deleteGateway,
  gatewayById,
  gateways,
  rotateGatewaySecret,
} from '../../core/payment-gateways/operations.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  GatewaySecret,
  PaymentConflict,
  PaymentConflictQuery,
  PaymentGateway,
  PaymentGatewayChange,
  PaymentGatewayCreate,
  PaymentGatewayCreated,
  PaymentGateways,
} from '../contract/payment-gateways.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toMoney } from './money-wire.ts';

const TAG = 'Payments';
const root = '/payments/gateways';

/** Who calls us about payments, and what came twice and differs. */
export function gatewayRoutes(app: Api): void {
  app.get(
    root,
    { schema: { ...about(TAG, 'listPaymentGateways', 'All payment gateways'), response: answers(PaymentGateways) } },
    async (request) => ({ items: (await gateways(request.core, caller(request))).map(toGateway) }),
  );

  app.post(
    root,
    {
      schema: {
        ...about(TAG, 'createPaymentGateway', 'Add a payment gateway; its secret is told this once'),
        body: PaymentGatewayCreate,
        response: creates(PaymentGatewayCreated),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const actor = caller(request);
      const { id, secret } = await createGateway(core, actor, body);
      reply.code(201);
      return { ...(await one(core, actor, id)), secret };
    },
  );

  app.get(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'getPaymentGateway', 'One payment gateway'),
        params: IdParams,
        response: answers(PaymentGateway),
      },
    },
    async (request) => await one(request.core, caller(request), request.params.id),
  );

  app.patch(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'changePaymentGateway', 'Change a payment gateway'),
        params: IdParams,
        body: PaymentGatewayChange,
        response: answers(PaymentGateway),
      },
    },
    async (request) => toGateway(await changeGateway(request.core, caller(request), request.params.id, request.body)),
  );

  app.post(
    `${root}/:id/secret`,
    {
      schema: {
        ...about(
          TAG,
          'rotatePaymentGatewaySecret',
          'Make a new secret; told this once',
          'The one before it stays good for 24 hours.',
        ),
        params: IdParams,
        response: answers(GatewaySecret),
      },
    },
    async (request) => ({
      secret: await rotateGatewaySecret(request.core, caller(request), request.params.id),
    }),
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'deletePaymentGateway', 'Delete a payment gateway that no payment came through'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteGateway(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

/** Payments that were told twice and differ. */
export function paymentConflictRoutes(app: Api): void {
  app.get(
    '/payments/conflicts',
    {
      schema: {
        ...about(TAG, 'listPaymentConflicts', 'Payments that came again with another sum or account'),
        querystring: PaymentConflictQuery,
        response: answers(Page(PaymentConflict)),
      },
    },
    async (request) =>
      await mapPage(
        await paymentConflicts(request.core, caller(request), pageOf(request.query)),
        toConflict,
        undefined,
      ),
  );

  app.post(
    '/payments/conflicts/:id/close',
    {
      schema: {
        ...about(TAG, 'closePaymentConflict', 'A person has seen to it'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await closeConflict(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const one = async (core: Core, actor: Actor, id: number): Promise<Static<typeof PaymentGateway>> =>
  toGateway(await gatewayById(core, actor, id));

const toGateway = (gateway: Gateway): Static<typeof PaymentGateway> => ({
  id: gateway.id,
  name: gateway.name,
  enabled: gateway.enabled,
  networks: [...gateway.networks],
  formerSecretUntil: gateway.formerSecretUntil?.toISOString() ?? null,
  lastUsedAt: gateway.lastUsedAt?.toISOString() ?? null,
  createdAt: gateway.createdAt.toISOString(),
});

const toConflict = ({ booked, told, ...conflict }: CoreConflict): Static<typeof PaymentConflict> => ({
  id: conflict.id,
  gateway: conflict.gateway,
  paymentId: conflict.paymentId,
  booked: {
    ...toMoney(booked),
    account: booked.account,
    entryId: booked.entryId,
    organization: { id: booked.organization.id, title: booked.organization.title },
  },
  told: { ...toMoney(told), account: told.account },
  times: conflict.times,
  firstAt: conflict.firstAt.toISOString(),
  lastAt: conflict.lastAt.toISOString(),
});
