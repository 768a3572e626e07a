import { confirmCode, mayAskForCodes, requestCode } from '../../core/phones/codes.ts';
import { me } from '../../core/users/me.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';
import { Done } from '../contract/common.ts';
import { CodeRequest, CodeSignIn, Me, Ways } from '../contract/session.ts';
import { type Api, about, answers, done } from '../frame/routes.ts';
import { requireSameOrigin } from '../frame/same-origin.ts';
import { toMe } from './me-wire.ts';

const TAG = 'Session';

/** Signing in by a code that a telephone is sent. */
export function phoneSignInRoutes(app: Api, version: string): void {
  app.get(
    '/session/ways',
    {
      config: { open: true },
      schema: { ...about(TAG, 'signInWays', 'How one may sign in here'), security: [], response: answers(Ways) },
    },
    async (request) => ({ password: true as const, phone: await mayAskForCodes(request.core) }),
  );

  app.post(
    '/session/phone',
    {
      config: { open: true },
      schema: {
        ...about(
          TAG,
          'requestSignInCode',
          'Send a sign-in code of four digits to a telephone',
          'Answered alike whether the telephone has a contract or not. The code lives for a minute; until then, and after many, 429 with retryAfterSeconds. 503 while the provider has set no SMS gateway.',
        ),
        security: [],
        body: CodeRequest,
        response: answers(Done),
      },
    },
    async (request) => {
      requireSameOrigin(request);
      await requestCode(request.core, { phone: request.body.phone, trace: request.trace });
      return done;
    },
  );

  app.post(
    '/session/phone/confirm',
    {
      config: { open: true },
      schema: {
        ...about(
          TAG,
          'signInByCode',
          'Sign in with the code; sets the session cookie',
          '403 with attemptsLeft when it is wrong (with block when the user may not come in), 410 when it is over: a minute old, used, or wrong five times; 429 after too many wrong ones.',
        ),
        security: [],
        body: CodeSignIn,
        response: answers(Me),
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const { core, trace, body } = request;
      const { sessionId, user } = await confirmCode(core, { phone: body.phone, code: body.code, trace });
      setSessionCookie(request, reply, sessionId);
      return toMe(await me(core, user), version, core.clock());
    },
  );
}
