import type { Static } from 'typebox';
import { requireMay } from '../../core/access/may.ts';
import { invalid } from '../../core/errors.ts';
import { EVENT_TYPES, EVENTS } from '../../core/events/event-types.ts';
import { present } from '../../core/fields.ts';
import type { WebhookEndpoint as Endpoint } from '../../core/webhooks/endpoint.ts';
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  endpoint,
  endpoints,
  rotateSecret,
  type WithSecret,
} from '../../core/webhooks/operations.ts';
import { resendGivenUp, sendTest } from '../../core/webhooks/resend.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  EVENT_MESSAGES,
  EventTypes,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointCreate,
  WebhookEndpointWithSecret,
  WebhookResend,
  WebhookResent,
  WebhookTest,
} from '../contract/webhooks.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { instantIn } from '../frame/wire.ts';

export const TAG = 'Webhooks';

/** Where the provider's programs are told of events; administrators. */
export function webhookRoutes(app: Api): void {
  app.get(
    '/webhooks',
    { schema: { ...about(TAG, 'listWebhooks', 'Where events are told to'), response: answers(Page(WebhookEndpoint)) } },
    async (request) => ({ items: (await endpoints(request.core, caller(request))).map(toWire), next: null }),
  );

  app.get(
    '/webhooks/event-types',
    {
      schema: { ...about(TAG, 'listEventTypes', 'Every type of events with its data'), response: answers(EventTypes) },
    },
    async (request) => {
      requireMay(caller(request), 'webhooks.manage');
      return { items: EVENT_TYPES.map(typeToWire) };
    },
  );

  app.post(
    '/webhooks',
    {
      schema: {
        ...about(TAG, 'createWebhook', 'Add one; it hears of what happens from now on, and its secret is told once'),
        body: WebhookEndpointCreate,
        response: creates(WebhookEndpointWithSecret),
      },
    },
    async (request, reply) => {
      const made = await createEndpoint(request.core, caller(request), present(request.body));
      reply.code(201);
      return withSecret(made);
    },
  );

  app.get(
    '/webhooks/:id',
    { schema: { ...about(TAG, 'getWebhook', 'One of them'), params: IdParams, response: answers(WebhookEndpoint) } },
    async (request) => toWire(await endpoint(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/webhooks/:id',
    {
      schema: {
        ...about(TAG, 'changeWebhook', 'Change it; what waits goes where it leads then'),
        params: IdParams,
        body: WebhookEndpointChange,
        response: answers(WebhookEndpoint),
      },
    },
    async (request) =>
      toWire(await changeEndpoint(request.core, caller(request), request.params.id, present(request.body))),
  );

  app.delete(
    '/webhooks/:id',
    { schema: { ...about(TAG, 'deleteWebhook', 'Delete it with its log'), params: IdParams, response: answers(Done) } },
    async (request) => {
      await deleteEndpoint(request.core, caller(request), request.params.id);
      return done;
    },
  );
  sendingRoutes(app);
}

function sendingRoutes(app: Api): void {
  app.post(
    '/webhooks/:id/rotate',
    {
      schema: {
        ...about(TAG, 'rotateWebhookSecret', 'Make a new secret; for 24 hours messages are signed with both'),
        params: IdParams,
        response: answers(WebhookEndpointWithSecret),
      },
    },
    async (request) => withSecret(await rotateSecret(request.core, caller(request), request.params.id)),
  );

  app.post(
    '/webhooks/:id/test',
    {
      schema: {
        ...about(TAG, 'testWebhook', 'Send an event of type webhook.test'),
        params: IdParams,
        response: answers(WebhookTest),
      },
    },
    async (request) => ({ deliveryId: await sendTest(request.core, caller(request), request.params.id) }),
  );

  app.post(
    '/webhooks/:id/resend',
    {
      schema: {
        ...about(TAG, 'resendWebhookDeliveries', 'Send again what was given up of the events since then'),
        params: IdParams,
        body: WebhookResend,
        response: answers(WebhookResent),
      },
    },
    async (request) => {
      const since = instantIn('since', request.body.since);
      if (!since) throw invalid('since', 'instant_malformed');
      return { count: await resendGivenUp(request.core, caller(request), request.params.id, since) };
    },
  );
}

const toWire = (one: Endpoint): Static<typeof WebhookEndpoint> => ({
  id: one.id,
  url: one.url,
  description: one.description,
  types: [...one.types],
  enabled: one.enabled,
  offBecause: one.offBecause,
  previousSecretUntil: one.previousSecretUntil?.toISOString() ?? null,
  createdAt: one.createdAt.toISOString(),
  waiting: one.waiting,
  failing: one.failing,
  givenUp: one.givenUp,
});

const withSecret = (made: WithSecret) => ({ ...toWire(made.endpoint), secret: made.secret });

const typeToWire = (type: (typeof EVENT_TYPES)[number]) => ({
  type,
  group: EVENTS[type].group,
  object: EVENTS[type].object,
  about: EVENTS[type].about,
  schema: EVENT_MESSAGES[type]?.schema,
});
