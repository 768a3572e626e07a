import type { FastifyRequest } from 'fastify';
import { timeZoneOf } from '../../core/domains/settings.ts';
import { currencyOf } from '../../core/ledger/operations.ts';
import { localDate } from '../../core/time.ts';
import { actorIn } from './auth.ts';
import type { Defaults } from './wire.ts';

export async function defaultsOf(request: FastifyRequest): Promise<Defaults> {
  const { core } = request;
  const actor = actorIn(request);
  return { currency: await currencyOf(core, actor), dateOf: localDate(await timeZoneOf(core, actor.domainId)) };
}
