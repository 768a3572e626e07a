import { embedPage } from '../../core/embed/embed.ts';
import { EmbedParams, EmbedQuery, EmbedView } from '../contract/embed.ts';
import { type Api, about, answers } from '../frame/routes.ts';

/** What a page in the provider's own cabinet shows: no cookie and no session, the secret of its address alone. */
export function embedRoutes(app: Api): void {
  app.get(
    '/embed/:link',
    {
      config: { open: true },
      schema: {
        ...about(
          'Session',
          'getEmbed',
          'The cameras of an embedded page',
          'By the last part of the address of the page.',
        ),
        security: [],
        params: EmbedParams,
        querystring: EmbedQuery,
        response: answers(EmbedView),
      },
    },
    async (request, reply) => {
      const { core, params, query, trace } = request;
      const page = await embedPage(core, params.link, trace, query.after);
      void reply.header('cache-control', 'no-store');
      return {
        timeline: page.timeline,
        single: page.single,
        timeZone: page.timeZone,
        next: page.next,
        cameras: page.cameras.map(({ camera, pass, live, archive, snapshot }) => ({
          id: camera.id,
          name: camera.name,
          title: camera.title === '' ? camera.name : camera.title,
          live,
          archive,
          snapshot,
          token: pass?.token ?? null,
          expiresAt: pass?.expiresAt.toISOString() ?? null,
        })),
      };
    },
  );
}
