import type { Static } from 'typebox';
import type { AnalyticsCase as CoreCase } from '../../core/analytics/case.ts';
import { type CaseEvent as CoreEvent, caseEvents } from '../../core/analytics/events.ts';
import { caseById, casePage, changeCase, createCase, deleteCase } from '../../core/analytics/operations.ts';
import { ownLicences } from '../../core/licences/operations.ts';
import {
  AnalyticsCase,
  AnalyticsCaseChange,
  AnalyticsCaseCreate,
  AnalyticsCaseQuery,
  CaseEvent,
  CaseEventQuery,
  OwnLicences,
} from '../contract/analytics.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { type Api, about, answers, caller, creates, done, person } from '../frame/routes.ts';
import { instantIn, mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Analytics';
const root = '/analytics/cases';

/** What people have analysed, and what happened. */
export function caseRoutes(app: Api): void {
  app.get(
    root,
    {
      schema: {
        ...about(
          TAG,
          'listAnalyticsCases',
          'Cases by id',
          "Of a person: its own and its sub-users'; administrators see all. Those of a level without licences are hidden.",
        ),
        querystring: AnalyticsCaseQuery,
        response: answers(Page(AnalyticsCase)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const page = await casePage(core, caller(request), { ...pageOf(query), userId: query.userId });
      return await mapPage(page, toCase, undefined);
    },
  );

  app.post(
    root,
    {
      schema: {
        ...about(TAG, 'createAnalyticsCase', 'Have cameras of yours analysed; each takes a licence of the level'),
        body: AnalyticsCaseCreate,
        response: creates(AnalyticsCase),
      },
    },
    async (request, reply) => {
      const created = await createCase(request.core, person(request), request.body);
      reply.code(201);
      return toCase(created);
    },
  );

  app.get(
    `${root}/:id`,
    { schema: { ...about(TAG, 'getAnalyticsCase', 'One case'), params: IdParams, response: answers(AnalyticsCase) } },
    async (request) => toCase(await caseById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'changeAnalyticsCase', 'Change a case, pause it or go on; `cameraIds` are all of its cameras'),
        params: IdParams,
        body: AnalyticsCaseChange,
        response: answers(AnalyticsCase),
      },
    },
    async (request) => toCase(await changeCase(request.core, caller(request), request.params.id, request.body)),
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'deleteAnalyticsCase', 'Delete a case with its events; its licences are free again'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteCase(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

export function caseEventRoutes(app: Api): void {
  app.get(
    '/analytics/events',
    {
      schema: {
        ...about(
          TAG,
          'listCaseEvents',
          'What happened in cases, latest first',
          'Kept for as many days as the settings say. Administrators say whose: `userId` or `caseId`.',
        ),
        querystring: CaseEventQuery,
        response: answers(Page(CaseEvent)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const { userId, caseId, cameraId, type } = query;
      const from = instantIn('from', query.from);
      const to = instantIn('to', query.to);
      const page = await caseEvents(core, caller(request), {
        ...{ ...pageOf(query), userId, caseId, cameraId, type, from, to },
      });
      return await mapPage(page, toEvent, undefined);
    },
  );

  app.get(
    '/analytics/licences',
    {
      schema: {
        ...about(TAG, 'listOwnLicences', "The caller's licences by level; of a sub-user those of the subscriber above"),
        response: answers(OwnLicences),
      },
    },
    async (request) => ({
      items: (await ownLicences(request.core, person(request))).map(({ level, total, used, free }) => ({
        ...{ level, total, used, free },
      })),
    }),
  );
}

const toCase = (one: CoreCase): Static<typeof AnalyticsCase> => ({
  id: one.id,
  title: one.title,
  type: one.type,
  level: one.level,
  user: { id: one.user.id, login: one.user.login },
  paused: one.paused,
  status: one.status,
  schedule: one.schedule?.map(({ days, from, to }) => ({ days: [...days], from, to })) ?? null,
  settings: one.settings,
  cameras: one.cameras.map(({ id, name, title, trouble, failure }) => ({ id, name, title, trouble, failure })),
  createdAt: one.createdAt.toISOString(),
});

const toEvent = (event: CoreEvent): Static<typeof CaseEvent> => ({
  id: event.id,
  at: event.at.toISOString(),
  until: event.until?.toISOString() ?? null,
  case: { id: event.case.id, title: event.case.title, type: event.case.type },
  camera: { id: event.camera.id, name: event.camera.name, title: event.camera.title },
  text: event.text,
  data: event.data,
  engine: event.engine,
});
