import type { Static } from 'typebox';
import { HEARTBEAT_LIFE_SECONDS } from '../../core/analytics/case.ts';
import type { Engine } from '../../core/analytics/engines/engine.ts';
import {
  changeEngine,
  createEngine,
  deleteEngine,
  engineById,
  engines,
  rotateEngineSecret,
} from '../../core/analytics/engines/operations.ts';
import {
  AnalyticsEngine,
  AnalyticsEngineChange,
  AnalyticsEngineCreate,
  AnalyticsEngineCreated,
  AnalyticsEngines,
  EngineSecret,
} from '../contract/analytics.ts';
import { Done, IdParams } from '../contract/common.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';

const TAG = 'Analytics';
const root = '/analytics/engines';

/** Programs that look at cameras and call us. */
export function engineRoutes(app: Api): void {
  app.get(
    root,
    { schema: { ...about(TAG, 'listAnalyticsEngines', 'All engines'), response: answers(AnalyticsEngines) } },
    async (request) => {
      const { core } = request;
      return { items: (await engines(core, caller(request))).map((one) => toEngine(one, core.clock())) };
    },
  );

  app.post(
    root,
    {
      schema: {
        ...about(TAG, 'createAnalyticsEngine', 'Add an engine; its secret is told this once'),
        body: AnalyticsEngineCreate,
        response: creates(AnalyticsEngineCreated),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const { id, secret } = await createEngine(core, caller(request), body);
      reply.code(201);
      return { ...toEngine(await engineById(core, caller(request), id), core.clock()), secret };
    },
  );

  app.get(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'getAnalyticsEngine', 'One engine'),
        params: IdParams,
        response: answers(AnalyticsEngine),
      },
    },
    async (request) =>
      toEngine(await engineById(request.core, caller(request), request.params.id), request.core.clock()),
  );

  app.patch(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'changeAnalyticsEngine', 'Change an engine'),
        params: IdParams,
        body: AnalyticsEngineChange,
        response: answers(AnalyticsEngine),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return toEngine(await changeEngine(core, caller(request), params.id, body), core.clock());
    },
  );

  app.post(
    `${root}/:id/secret`,
    {
      schema: {
        ...about(
          TAG,
          'rotateAnalyticsEngineSecret',
          'Make a new secret; told this once',
          'The one before it stays good for 24 hours.',
        ),
        params: IdParams,
        response: answers(EngineSecret),
      },
    },
    async (request) => ({ secret: await rotateEngineSecret(request.core, caller(request), request.params.id) }),
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'deleteAnalyticsEngine', 'Delete an engine', 'What it told of stays.'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteEngine(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

function toEngine(engine: Engine, now: Date): Static<typeof AnalyticsEngine> {
  const { lastHeartbeatAt } = engine;
  return {
    id: engine.id,
    name: engine.name,
    enabled: engine.enabled,
    types: engine.types.flatMap((type) => (type === 'motion' ? [] : [type])),
    formerSecretUntil: engine.formerSecretUntil?.toISOString() ?? null,
    lastHeartbeatAt: lastHeartbeatAt?.toISOString() ?? null,
    alive:
      engine.enabled &&
      lastHeartbeatAt !== null &&
      now.getTime() - lastHeartbeatAt.getTime() < HEARTBEAT_LIFE_SECONDS * 1000,
    createdAt: engine.createdAt.toISOString(),
  };
}
