import { homeDomainId } from '../../core/domains/settings.ts';
import { present } from '../../core/fields.ts';
import { changePassword } from '../../core/sessions/change-password.ts';
import { closeSession, openSession } from '../../core/sessions/sessions.ts';
import { checkPassword } from '../../core/sessions/sign-in.ts';
import { endSupport } from '../../core/sessions/support.ts';
import { me } from '../../core/users/me.ts';
import { changeUser } from '../../core/users/operations.ts';
import {
  clearSessionCookie,
  clearSupportCookie,
  sessionCookie,
  setSessionCookie,
  supportCookie,
} from '../../http/session-cookie.ts';
import { Done } from '../contract/common.ts';
import { Me, PasswordChange, Preferences, SignIn } from '../contract/session.ts';
import { type Api, about, answers, done, person } from '../frame/routes.ts';
import { requireSameOrigin } from '../frame/same-origin.ts';
import { toMe } from './me-wire.ts';
import { phoneSignInRoutes } from './phone-sign-in.ts';
import { restoreRoutes } from './restore.ts';

const TAG = 'Session';

/** Signing in and out, and what users change of themselves. */
export function sessionRoutes(app: Api, version: string): void {
  app.post(
    '/session',
    {
      config: { open: true },
      schema: {
        ...about(TAG, 'signIn', 'Sign in; sets the session cookie'),
        security: [],
        body: SignIn,
        response: answers(Me),
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const { core, trace } = request;
      const { login, password } = request.body;
      const actor = await checkPassword(core, await homeDomainId(core), login, password, trace);
      setSessionCookie(request, reply, await openSession(core, actor.id, trace));
      return toMe(await me(core, actor), version, core.clock());
    },
  );

  app.get(
    '/session',
    {
      config: { withOldPassword: true },
      schema: { ...about(TAG, 'getSession', 'Who is signed in'), response: answers(Me) },
    },
    async (request, reply) => {
      const session = supportCookie(request) ? undefined : sessionCookie(request);
      const actor = person(request);
      if (session !== undefined) setSessionCookie(request, reply, session);
      return toMe(await me(request.core, actor), version, request.core.clock());
    },
  );

  app.delete(
    '/session',
    {
      config: { open: true },
      schema: {
        ...about(TAG, 'signOut', 'Sign out; blocked users too. In a tab of support: end that session alone'),
        security: [],
        response: answers(Done),
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const support = supportCookie(request);
      if (support !== undefined) {
        await endSupport(request.core, support, request.trace);
        clearSupportCookie(request, reply, support.id);
        return done;
      }
      const session = sessionCookie(request);
      if (session !== undefined) await closeSession(request.core, session);
      clearSessionCookie(request, reply);
      return done;
    },
  );

  app.patch(
    '/session/preferences',
    {
      schema: { ...about(TAG, 'changePreferences', 'Language and theme'), body: Preferences, response: answers(Me) },
    },
    async (request) => {
      const { core } = request;
      const actor = person(request);
      const { locale, theme } = request.body;
      await changeUser(core, actor, actor.id, present({ locale, theme }));
      return toMe(await me(core, actor), version, core.clock());
    },
  );

  app.post(
    '/session/password',
    {
      config: { withOldPassword: true },
      schema: {
        ...about(TAG, 'changePassword', "One's own new password; every other session ends"),
        body: PasswordChange,
        response: answers(Done),
      },
    },
    async (request, reply) => {
      const { current, next } = request.body;
      setSessionCookie(request, reply, await changePassword(request.core, person(request), current, next));
      return done;
    },
  );

  phoneSignInRoutes(app, version);
  restoreRoutes(app, version);
}
