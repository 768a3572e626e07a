import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Opening } from '../../core/doors/door.ts';
import type { DoorEvent as CoreDoorEvent } from '../../core/doors/event.ts';
import { doorEvents } from '../../core/doors/events.ts';
import { openDoor } from '../../core/doors/open.ts';
import { accessLog } from '../../core/intercoms/events.ts';
import { IdParams, Page } from '../contract/common.ts';
import { AccessLogQuery } from '../contract/intercoms.ts';
import { DeviceFailed, DoorEvent, DoorEventQuery, OpenDoor, Opened } from '../contract/openings.ts';
import { answersCsv, sendCsv } from '../frame/csv.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { DEFAULT_LIMIT, instantIn } from '../frame/wire.ts';

const TAG = 'Doors';

/** Doors are opened here, and tell what happened at them. */
export function openingRoutes(app: Api): void {
  app.post(
    '/doors/:id/open',
    {
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'openDoor',
          'Open a door',
          'Answers when the panel has: within three seconds. 200 only when the panel confirmed it; 502 says why it did not. ' +
            '402: the contract is not paid. Every attempt is kept with the events of the door.',
        ),
        params: IdParams,
        body: OpenDoor,
        response: { ...answers(Opened), 502: DeviceFailed },
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const opening = await openDoor(core, caller(request), params.id, { organizationId: body.organizationId });
      if (opening.result === 'opened') return { result: 'opened', panelMs: opening.panelMs } as const;
      reply.code(502);
      return toFailure(opening, request);
    },
  );

  app.get(
    '/doors/mine/events',
    {
      schema: {
        ...about(
          TAG,
          'listMyDoorEvents',
          'What happened at doors, newest first',
          'Of a person: in the name of its contracts, and what it did itself. Administrators see all. Kept for a year.',
        ),
        querystring: DoorEventQuery,
        response: answers(Page(DoorEvent)),
      },
    },
    async (request) => await events(request, request.query, undefined),
  );

  app.get(
    '/doors/:id/events',
    {
      schema: {
        ...about(TAG, 'listDoorEvents', 'What happened at this door, newest first'),
        params: IdParams,
        querystring: DoorEventQuery,
        response: answers(Page(DoorEvent)),
      },
    },
    async (request) => await events(request, request.query, request.params.id),
  );

  app.get(
    '/intercoms/:id/events',
    {
      schema: {
        ...about('Intercoms', 'listAccessLog', 'What happened at the doors of an intercom, newest first'),
        params: IdParams,
        querystring: AccessLogQuery,
        response: answers(Page(DoorEvent)),
      },
    },
    async (request) => {
      const page = await ofIntercom(request, request.params.id, request.query)();
      return { items: page.items.map(toEvent), next: page.next };
    },
  );

  app.get(
    '/intercoms/:id/events.csv',
    {
      schema: {
        ...about('Intercoms', 'exportAccessLog', 'The same as a table'),
        params: IdParams,
        querystring: AccessLogQuery,
        response: answersCsv,
      },
    },
    async (request, reply) => {
      const page = ofIntercom(request, request.params.id, request.query);
      return await sendCsv(reply, `intercom-${request.params.id}`, LOG_HEADER, page, (event) => [
        event.at.toISOString(),
        event.kind,
        event.result,
        event.doorName,
        event.organizationId,
        event.who,
        event.detail,
      ]);
    },
  );
}

const LOG_HEADER = ['at', 'kind', 'result', 'door', 'contract', 'who', 'detail'];

const ofIntercom = (request: FastifyRequest, id: number, query: Static<typeof AccessLogQuery>) => {
  const { after, limit = DEFAULT_LIMIT, kind, from, to, flat, who } = query;
  const filter = {
    kinds: kind === undefined ? undefined : [kind],
    flat,
    who,
    from: instantIn('from', from),
    to: instantIn('to', to),
  };
  return (page: { after: string | undefined; limit: number } = { after, limit }) =>
    accessLog(request.core, caller(request), id, { ...filter, ...page });
};

async function events(request: FastifyRequest, query: Static<typeof DoorEventQuery>, doorId: number | undefined) {
  const { after, limit = DEFAULT_LIMIT, kind, from, to } = query;
  const page = await doorEvents(request.core, caller(request), {
    doorId,
    after,
    limit,
    kinds: kind === undefined ? undefined : [kind],
    from: instantIn('from', from),
    to: instantIn('to', to),
  });
  return { items: page.items.map(toEvent), next: page.next };
}

const toFailure = (
  { reason, detail }: Extract<Opening, { result: 'failed' }>,
  request: FastifyRequest,
): Static<typeof DeviceFailed> => ({
  error: { code: 'device_failed', message: `The door did not open: ${detail}`, reason, detail, requestId: request.id },
});

const toEvent = (event: CoreDoorEvent): Static<typeof DoorEvent> => ({
  id: event.id,
  at: event.at.toISOString(),
  kind: event.kind,
  result: event.result,
  doorId: event.doorId,
  doorName: event.doorName,
  cameraName: event.cameraName,
  organizationId: event.organizationId,
  who: event.who,
  detail: event.detail,
  panelMs: event.panelMs,
});
