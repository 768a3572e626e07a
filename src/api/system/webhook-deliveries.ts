import type { Static } from 'typebox';
import { type Delivery, type DeliveryDetails, delivery, deliveryCount, deliveryPage } from '../../core/webhooks/log.ts';
import { resend } from '../../core/webhooks/resend.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookDeliveryParams,
  WebhookDeliveryQuery,
} from '../contract/webhooks.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { TAG } from './webhooks.ts';

/** What became of the events that a webhook was told of. */
export function webhookDeliveryRoutes(app: Api): void {
  app.get(
    '/webhooks/:id/deliveries',
    {
      schema: {
        ...about(TAG, 'listWebhookDeliveries', 'What was sent there in the last 30 days, newest first'),
        params: IdParams,
        querystring: WebhookDeliveryQuery,
        response: answers(Page(WebhookDelivery)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const asked = { ...pageOf(query), state: query.state };
      const page = await deliveryPage(core, actor, params.id, asked);
      return await mapPage(page, toWire, query.count ? () => deliveryCount(core, actor, params.id, asked) : undefined);
    },
  );

  app.get(
    '/webhooks/:id/deliveries/:deliveryId',
    {
      schema: {
        ...about(TAG, 'getWebhookDelivery', 'One delivery: what is sent, and each try'),
        params: WebhookDeliveryParams,
        response: answers(WebhookDeliveryDetails),
      },
    },
    async (request) => {
      const { core, params } = request;
      return toDetails(await delivery(core, caller(request), params.id, params.deliveryId));
    },
  );

  app.post(
    '/webhooks/:id/deliveries/:deliveryId/resend',
    {
      schema: {
        ...about(TAG, 'resendWebhookDelivery', 'Send it again, whatever became of it'),
        params: WebhookDeliveryParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params } = request;
      await resend(core, caller(request), params.id, params.deliveryId);
      return done;
    },
  );
}

const toWire = (one: Delivery): Static<typeof WebhookDelivery> => ({
  id: one.id,
  messageId: one.messageId,
  type: one.type,
  object: { kind: one.objectKind, id: one.objectId },
  at: one.at.toISOString(),
  state: one.state,
  tries: one.tries,
  nextAttemptAt: one.state === 'waiting' ? one.nextAttemptAt.toISOString() : null,
  finishedAt: one.finishedAt?.toISOString() ?? null,
  lastStatus: one.lastStatus,
  lastError: one.lastError,
});

const toDetails = (one: DeliveryDetails): Static<typeof WebhookDeliveryDetails> => ({
  ...toWire(one),
  body: one.body,
  attempts: one.log.map(({ at, durationMs, status, error, answer }) => ({
    at: at.toISOString(),
    durationMs,
    status,
    error,
    answer,
  })),
});
