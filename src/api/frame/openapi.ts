import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import type { Core } from '../../core/core.ts';
import { ownApi } from '../index.ts';

const PREFIX = '/api/vedette/v1';

/** The same description without a server: no route runs, so that nothing has to stand behind them. */
export async function openApiDocument(): Promise<object> {
  const app = Fastify({ logger: false });
  try {
    await app.register(cookie);
    const core = { log: { error: () => undefined } } as unknown as Core;
    await app.register(ownApi, { prefix: PREFIX, core, archive: async () => [], systemMethods: [] });
    await app.ready();
    const answer = await app.inject(`${PREFIX}/openapi.json`);
    return answer.json<object>();
  } finally {
    await app.close();
  }
}
