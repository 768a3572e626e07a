import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { AnalyticsCase } from '../../core/analytics/case.ts';
import { type CallingEngine, enterEngine } from '../../core/analytics/engines/entrance.ts';
import { type Told, takeEvents } from '../../core/analytics/engines/intake.ts';
import { engineCases, hearEngine } from '../../core/analytics/engines/work.ts';
import { timeZoneOf } from '../../core/domains/settings.ts';
import { inEnglish } from '../../core/errors.ts';
import { Done, PageQuery } from '../contract/common.ts';
import { EngineCases, EngineParams, EventsAnswer, EventsCall, HeartbeatCall } from '../contract/engine-calls.ts';
import { SignatureHeaders } from '../contract/payment-gateways.ts';
import { type Api, about, answers, done } from '../frame/routes.ts';
import { signedBodies } from '../frame/signed-body.ts';
import { pageOf } from '../frame/wire.ts';

const TAG = 'Analytics';
const SIGNED = 'Signed by the Standard Webhooks specification with the secret of the engine: docs/guide/analytics.md';
const open = { config: { open: true } } as const;
/** The signature is no header that the rest of this API knows; who signs needs no key. */
const signed = { security: [], params: EngineParams, headers: SignatureHeaders };
const BODY_LIMIT_BYTES = 1024 * 1024;

/** What engines of analytics call. */
export async function engineCallRoutes(app: Api): Promise<void> {
  await app.register(async (plain) => {
    const scope: Api = plain.withTypeProvider<TypeBoxTypeProvider>();
    scope.decorateRequest('engine', null);
    signedBodies(scope, 'engineId', async (request, id, check) => {
      request.engine = await enterEngine(request.core, id, request.trace, check);
    });
    signedRoutes(scope);
  });
}

function signedRoutes(scope: Api): void {
  scope.post(
    '/analytics/engines/:engineId/events',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'tellCaseEvents', 'Tell what happened, each event once and answered by itself', SIGNED),
        ...signed,
        body: EventsCall,
        response: answers(EventsAnswer),
      },
    },
    async (request) => ({
      results: (await takeEvents(request.core, engineOf(request), request.body.events)).map(toResult),
    }),
  );

  scope.post(
    '/analytics/engines/:engineId/heartbeat',
    {
      ...open,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        ...about(TAG, 'tellEngineHeartbeat', 'Tell that the engine is there, each half minute', SIGNED),
        ...signed,
        body: HeartbeatCall,
        response: answers(Done),
      },
    },
    async (request) => {
      await hearEngine(request.core, engineOf(request), request.body.failures ?? []);
      return done;
    },
  );

  scope.get(
    '/analytics/engines/:engineId/cases',
    {
      ...open,
      schema: {
        ...about(TAG, 'listEngineCases', 'What the engine has to look at', `${SIGNED}. The body is empty.`),
        ...signed,
        querystring: PageQuery,
        response: answers(EngineCases),
      },
    },
    async (request) => {
      const engine = engineOf(request);
      const { items, next } = await engineCases(request.core, engine, pageOf(request.query));
      const timeZone = await timeZoneOf(request.core, engine.actor.domainId);
      return { items: items.map(toWork), next, timeZone };
    },
  );
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a call that was signed rightly. */
    engine: CallingEngine | null;
  }
}

function engineOf(request: FastifyRequest): CallingEngine {
  if (!request.engine) throw new Error('A call that nobody signed got through');
  return request.engine;
}

const toResult = ({ id, result, why }: Told) => ({
  id,
  result,
  ...(why ? { reason: why.reason, message: inEnglish(why) } : {}),
});

const toWork = (one: AnalyticsCase): Static<typeof EngineCases>['items'][number] => ({
  id: one.id,
  title: one.title,
  type: one.type,
  schedule: one.schedule?.map(({ days, from, to }) => ({ days: [...days], from, to })) ?? null,
  settings: one.settings,
  cameras: one.cameras.map(({ id, name, title }) => ({ id, name, title })),
});
