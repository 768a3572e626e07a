import { passwordLink } from '../../core/sessions/password-links.ts';
import { ownUrl } from '../../http/own-url.ts';
import { IdParams } from '../contract/common.ts';
import { PasswordLink } from '../contract/people.ts';
import { type Api, about, caller, creates } from '../frame/routes.ts';

/** For administrators to hand on to a user who has no password yet. */
export function passwordLinkRoutes(app: Api): void {
  app.post(
    '/users/:id/password-link',
    {
      schema: {
        ...about(
          'Users',
          'makePasswordLink',
          'A link to the page where the user chooses a password',
          'It works once, for seven days, and is told in this answer alone. 503 while the server does not know what it is called from outside (PUBLIC_URL).',
        ),
        params: IdParams,
        response: creates(PasswordLink),
      },
    },
    async (request, reply) => {
      const { core, params } = request;
      const { link, validUntil } = await passwordLink(core, caller(request), params.id, ownUrl(request));
      reply.code(201);
      return { link, validUntil: validUntil.toISOString() };
    },
  );
}
