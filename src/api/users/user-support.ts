import { beginSupport } from '../../core/sessions/support.ts';
import { sessionCookie, setSupportCookie } from '../../http/session-cookie.ts';
import { IdParams } from '../contract/common.ts';
import { SupportBegun, SupportRequest } from '../contract/user-card.ts';
import { type Api, about, caller, creates } from '../frame/routes.ts';

/** An administrator logs in as a subscriber. */
export function userSupportRoutes(app: Api): void {
  app.post(
    '/users/:id/support',
    {
      schema: {
        ...about(
          'Users',
          'logInAsUser',
          'Look or act as a subscriber or sub-user, for fifteen minutes',
          'For administrators who are not read-only, by their own signed-in session, never as an administrator. Sets a cookie beside that session; a tab is in it by sending the header `x-vedette-support` with the id. DELETE /session with that header ends it.',
        ),
        params: IdParams,
        body: SupportRequest,
        response: creates(SupportBegun),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const { id, secret, until } = await beginSupport(core, caller(request), {
        userId: params.id,
        mode: body.mode,
        reason: body.reason,
        sessionId: sessionCookie(request),
      });
      setSupportCookie(request, reply, id, secret);
      reply.code(201);
      return { id, until: until.toISOString() };
    },
  );
}
