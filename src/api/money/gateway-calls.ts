import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Core } from '../../core/core.ts';
import { inEnglish } from '../../core/errors.ts';
import { type CallingGateway, enterGateway } from '../../core/payment-gateways/entrance.ts';
import type { ToldPayment } from '../../core/payment-gateways/gateway.ts';
import {
  type CheckAnswer as CoreCheck,
  cancelPayment,
  checkPayment,
  paymentStatus,
  payThroughGateway,
} from '../../core/payment-gateways/payments.ts';
import {
  CancelAnswer,
  CancelCall,
  CheckAnswer,
  CheckCall,
  GatewayParams,
  PayAnswer,
  PayCall,
  SignatureHeaders,
  StatusAnswer,
  StatusCall,
} from '../contract/payment-gateways.ts';
import { type Api, about, answers } from '../frame/routes.ts';
import { signedBodies } from '../frame/signed-body.ts';
import { instantIn } from '../frame/wire.ts';
import { minorUnits, toMoney } from './money-wire.ts';

const TAG = 'Payments';
const SIGNED = 'Signed by the Standard Webhooks specification with the secret of the gateway: docs/guide/payments.md';
const open = { config: { open: true } } as const;
/** The signature is no header that the rest of this API knows; who signs needs no key. */
const signed = { security: [], params: GatewayParams, headers: SignatureHeaders };
/** What a provider tells of a payment. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** What payment providers call: their bodies are held as bytes until the signature over these has been seen to be right. */
export async function gatewayCallRoutes(app: Api): Promise<void> {
  await app.register(async (plain) => {
    const scope: Api = plain.withTypeProvider<TypeBoxTypeProvider>();
    scope.decorateRequest('gateway', null);
    signedBodies(scope, 'gatewayId', async (request, id, check) => {
      request.gateway = await enterGateway(request.core, id, request.trace, check);
    });
    signedRoutes(scope);
  });
}

function signedRoutes(scope: Api): void {
  scope.post(
    '/payments/gateways/:gatewayId/check',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'checkGatewayPayment', 'Whether a payment would be taken, and what is due', SIGNED),
        ...signed,
        body: CheckCall,
        response: answers(CheckAnswer),
      },
    },
    async (request) => {
      const gateway = gatewayOf(request);
      const { account, prepared, amount, currency } = request.body;
      const amountMinor = amount === undefined ? undefined : await sumOf(request.core, gateway, amount);
      return toCheck(await checkPayment(request.core, gateway, { account, prepared }, { amountMinor, currency }));
    },
  );

  scope.post(
    '/payments/gateways/:gatewayId/pay',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'payThroughGateway', 'Book what was paid, once for each payment id', SIGNED),
        ...signed,
        body: PayCall,
        response: answers(PayAnswer),
      },
    },
    async (request) => {
      const gateway = gatewayOf(request);
      const { amount, paidAt, paymentId, account, prepared, currency, comment } = request.body;
      const told = await payThroughGateway(request.core, gateway, {
        paymentId,
        account,
        prepared,
        amountMinor: await sumOf(request.core, gateway, amount),
        currency,
        paidAt: instantIn('paidAt', paidAt),
        comment,
      });
      return { entryId: told.entryId, status: statusOf(told) };
    },
  );

  scope.post(
    '/payments/gateways/:gatewayId/cancel',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'cancelGatewayPayment', 'Give a payment back whole, once', SIGNED),
        ...signed,
        body: CancelCall,
        response: answers(CancelAnswer),
      },
    },
    async (request) => {
      const { paymentId, reason } = request.body;
      const told = await cancelPayment(request.core, gatewayOf(request), paymentId, reason);
      return { entryId: told.entryId, refundId: told.cancelEntryId ?? 0, status: 'cancelled' as const };
    },
  );

  scope.post(
    '/payments/gateways/:gatewayId/status',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'getGatewayPayment', 'What became of a payment', SIGNED),
        ...signed,
        body: StatusCall,
        response: answers(StatusAnswer),
      },
    },
    async (request) => toStatus(await paymentStatus(request.core, gatewayOf(request), request.body.paymentId)),
  );
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a call that was signed rightly. */
    gateway: CallingGateway | null;
  }
}

function gatewayOf(request: FastifyRequest): CallingGateway {
  if (!request.gateway) throw new Error('A call that nobody signed got through');
  return request.gateway;
}

const sumOf = async (core: Core, { actor }: CallingGateway, amount: string): Promise<bigint> =>
  await minorUnits(core, actor, 'amount', amount);

const statusOf = ({ cancelEntryId }: ToldPayment): 'paid' | 'cancelled' =>
  cancelEntryId === null ? 'paid' : 'cancelled';

const toCheck = (answer: CoreCheck): Static<typeof CheckAnswer> =>
  answer.payable
    ? { payable: true, account: { title: answer.title, due: toMoney(answer.due) } }
    : { payable: false, reason: answer.why.reason, message: inEnglish(answer.why) };

const toStatus = (told: ToldPayment | undefined): Static<typeof StatusAnswer> =>
  told === undefined
    ? { status: 'unknown', payment: null }
    : {
        status: statusOf(told),
        payment: {
          ...toMoney(told),
          entryId: told.entryId,
          refundId: told.cancelEntryId,
          account: told.account,
          paidAt: told.paidAt?.toISOString() ?? null,
        },
      };
