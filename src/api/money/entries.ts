import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { correctBalance } from '../../core/ledger/corrections.ts';
import { balances, payIn } from '../../core/ledger/operations.ts';
import { refundPayment } from '../../core/ledger/refunds.ts';
import { IdParams } from '../contract/common.ts';
import { CorrectionCreate, Entry, PaymentCreate, RefundCreate } from '../contract/money.ts';
import { type Api, about, caller, creates } from '../frame/routes.ts';
import { minorUnits, toMoney } from './money-wire.ts';

const TAG = 'Organizations';

/** What is entered on an organization's balance by hand or by a billing. */
export function entryRoutes(app: Api): void {
  app.post(
    '/organizations/:id/payments',
    {
      schema: {
        ...about(TAG, 'addPayment', "Put a payment on its balance, in the provider's currency"),
        params: IdParams,
        body: PaymentCreate,
        response: creates(Entry),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const id = await payIn(core, actor, {
        organizationId: params.id,
        amountMinor: await minorUnits(core, actor, 'amount', body.amount),
        currency: body.currency,
        comment: body.comment,
        outsideId: body.paymentId,
      });
      reply.code(201);
      return await entryOf(core, actor, params.id, id);
    },
  );

  app.post(
    '/organizations/:id/corrections',
    {
      schema: {
        ...about(TAG, 'addCorrection', 'Put a sum on its balance or take one off, with the reason'),
        params: IdParams,
        body: CorrectionCreate,
        response: creates(Entry),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const id = await correctBalance(core, actor, {
        organizationId: params.id,
        amountMinor: await minorUnits(core, actor, 'amount', body.amount),
        currency: body.currency,
        reason: body.reason,
        outsideId: body.correctionId,
      });
      reply.code(201);
      return await entryOf(core, actor, params.id, id);
    },
  );

  app.post(
    '/organizations/:id/refunds',
    {
      schema: {
        ...about(TAG, 'addRefund', 'Take off its balance what the payer was given back of one payment'),
        params: IdParams,
        body: RefundCreate,
        response: creates(Entry),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const id = await refundPayment(core, actor, {
        organizationId: params.id,
        paymentId: body.payment,
        amountMinor: await minorUnits(core, actor, 'amount', body.amount),
        currency: body.currency,
        reason: body.reason,
        outsideId: body.refundId,
      });
      reply.code(201);
      return await entryOf(core, actor, params.id, id);
    },
  );
}

const entryOf = async (
  core: Core,
  actor: Actor,
  organizationId: number,
  id: number,
): Promise<Static<typeof Entry>> => ({
  id,
  balances: (await balances(core, actor, organizationId)).map(toMoney),
});
