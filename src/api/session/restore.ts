import { DomainError } from '../../core/errors.ts';
import { requestNewPassword, restorePassword } from '../../core/sessions/restore-password.ts';
import { me } from '../../core/users/me.ts';
import { ownUrl } from '../../http/own-url.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';
import { Done } from '../contract/common.ts';
import { Forgotten, Me, Restore } from '../contract/session.ts';
import { type Api, about, answers, done } from '../frame/routes.ts';
import { requireSameOrigin } from '../frame/same-origin.ts';
import { toMe } from './me-wire.ts';

const TAG = 'Session';

/** A new password by mail, for whoever cannot sign in. */
export function restoreRoutes(app: Api, version: string): void {
  app.post(
    '/session/forgotten',
    {
      config: { open: true },
      schema: {
        ...about(
          TAG,
          'requestNewPassword',
          'Mail a link that sets a new password',
          'Answered alike whether there is such a user or not; 503 while the provider has set no mail server, or neither PUBLIC_URL nor a plain address to make a link of.',
        ),
        security: [],
        body: Forgotten,
        response: answers(Done),
      },
    },
    async (request) => {
      requireSameOrigin(request);
      const { core, body, trace } = request;
      await requestNewPassword(core, body.loginOrEmail, ownUrl(request), trace).catch(tellNothing);
      return done;
    },
  );

  app.post(
    '/session/restore',
    {
      config: { open: true },
      schema: {
        ...about(
          TAG,
          'restorePassword',
          'Set a new password with the token of a link and sign in',
          'Every other session ends. 403 with the field "token" when the link was used or is too old: an hour for one that the user asked for, seven days for one that was sent or handed on.',
        ),
        security: [],
        body: Restore,
        response: answers(Me),
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const { core, trace } = request;
      const { sessionId, user } = await restorePassword(core, request.body.token, request.body.password, trace);
      setSessionCookie(request, reply, sessionId);
      return toMe(await me(core, user), version, core.clock());
    },
  );
}

/** Whether there is such a login is nobody's business who has not signed in. */
function tellNothing(error: unknown): void {
  if (!(error instanceof DomainError && error.kind === 'forbidden')) throw error;
}
