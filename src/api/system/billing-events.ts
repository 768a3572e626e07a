import type { Static } from 'typebox';
import { billingEventCard, type BillingEventCard as CoreCard } from '../../core/billing-events/card.ts';
import {
  billingEventCount,
  billingEventPage,
  billingEventSources,
  type BillingEvent as CoreEvent,
} from '../../core/billing-events/list.ts';
import { BILLING_TYPES } from '../../core/billing-events/vocabulary.ts';
import {
  BillingEvent,
  BillingEventCard,
  BillingEventExportQuery,
  BillingEventParams,
  BillingEventQuery,
  BillingEventSources,
} from '../contract/billing-events.ts';
import { Page } from '../contract/common.ts';
import { answersCsv, sendCsv } from '../frame/csv.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { instantIn, mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Records';

const CSV_HEADER = [
  'id',
  'request_id',
  'at',
  'types',
  'intent',
  'outcome',
  'client',
  'dialect',
  'address',
  'subject',
  'message',
  'duration_ms',
  'repeats',
];

/** What billings asked for and what became of it. */
export function billingEventRoutes(app: Api): void {
  app.get(
    '/billing-events',
    {
      schema: {
        ...about(TAG, 'listBillingEvents', 'What billings asked for, refusals too, newest first; administrators'),
        querystring: BillingEventQuery,
        response: answers(Page(BillingEvent)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...pageOf(query), ...filterOf(query), since: query.since };
      const page = await billingEventPage(core, actor, asked);
      return await mapPage(page, toEvent, query.count ? () => billingEventCount(core, actor, asked) : undefined);
    },
  );

  app.get(
    '/billing-events.csv',
    {
      schema: {
        ...about(TAG, 'exportBillingEvents', 'The same as CSV, without the requests'),
        querystring: BillingEventExportQuery,
        response: answersCsv,
      },
    },
    async (request, reply) => {
      const { core, query } = request;
      const actor = caller(request);
      const filter = { ...filterOf(query), search: query.search };
      const pageAfter = async (page: { readonly after: string | undefined; readonly limit: number }) =>
        await billingEventPage(core, actor, { ...filter, ...page });
      return await sendCsv(reply, 'billing-events', CSV_HEADER, pageAfter, cells);
    },
  );

  app.get(
    '/billing-events/sources',
    {
      schema: {
        ...about(TAG, 'listBillingEventSources', 'Who asked lately, by which dialects, and all types; administrators'),
        response: answers(BillingEventSources),
      },
    },
    async (request) => {
      const { clients, dialects } = await billingEventSources(request.core, caller(request));
      const named = clients.map(({ id, name }) => ({ id, name }));
      return { clients: named, dialects: [...dialects], types: [...BILLING_TYPES] };
    },
  );

  app.get(
    '/billing-events/:id',
    {
      schema: {
        ...about(TAG, 'readBillingEvent', 'One of them, with what it changed and whom it is about; administrators'),
        params: BillingEventParams,
        response: answers(BillingEventCard),
      },
    },
    async (request) => toCard(await billingEventCard(request.core, caller(request), request.params.id)),
  );
}

/** Empty texts are none: a form sends them. */
const filterOf = (query: Static<typeof BillingEventExportQuery>) => ({
  outcome: query.outcome || undefined,
  type: query.type || undefined,
  client: query.client || undefined,
  dialect: query.dialect || undefined,
  from: instantIn('from', query.from),
  to: instantIn('to', query.to),
  userId: query.userId,
  organizationId: query.organizationId,
});

const toEvent = (e: CoreEvent): Static<typeof BillingEvent> => ({
  id: e.id,
  at: e.at.toISOString(),
  requestId: e.requestId,
  dialect: e.dialect,
  type: e.type,
  types: [...e.types],
  outcome: e.outcome,
  client: e.client,
  subject: e.subject,
  message: e.message,
  request: e.request,
  durationMs: e.durationMs,
  address: e.address,
  repeats: e.repeats,
  lastAt: e.lastAt?.toISOString() ?? null,
});

const toCard = (card: CoreCard): Static<typeof BillingEventCard> => ({
  ...toEvent(card),
  userIds: [...card.userIds],
  organizationIds: [...card.organizationIds],
  changes: card.changes.map(({ id, action, objectKind, objectId, changes }) => ({
    id,
    action,
    objectKind,
    objectId: String(objectId),
    changes: Object.fromEntries(Object.entries(changes).map(([field, [before, after]]) => [field, [before, after]])),
  })),
  moreChanges: card.moreChanges,
  retryOf: card.retryOf,
  retriedBy: [...card.retriedBy],
  pending: card.pending,
});

const cells = (e: CoreEvent) =>
  [
    e.id,
    e.requestId,
    e.at.toISOString(),
    e.types.join(' '),
    e.type,
    e.outcome,
    e.client,
    e.dialect,
    e.address,
    e.subject,
    e.message,
    e.durationMs,
    e.repeats,
  ] as const;
