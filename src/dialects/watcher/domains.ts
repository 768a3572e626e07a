import type { FastifyInstance } from 'fastify';
import { domainById } from '../../core/domains/settings.ts';
import { pathId } from '../wire/body.ts';
import { actorIn } from './context.ts';

/** `/domains`: a caller sees its own. */
export function domainRoutes(app: FastifyInstance): void {
  app.get('/domains', async (request) => [domainOut(await domainById(request.core, actorIn(request)))]);
  app.get<{ Params: { domainId: string } }>('/domains/:domainId', async (request) => {
    const id = pathId('domain_not_found', request.params.domainId);
    return domainOut(await domainById(request.core, actorIn(request), id));
  });
}

const domainOut = ({ id, title }: { readonly id: number; readonly title: string }) => ({
  id,
  title,
  domain_code: null,
  is_default: true,
});
