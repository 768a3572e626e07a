import { queryOptions } from '@tanstack/react-query';
import { setClock } from '../player/clock.ts';
import { answer, api } from './client.ts';
import { Problem } from './problems/problem.ts';
import type { Me, Preferences } from './types.ts';

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await answer(api.GET('/api/vedette/v1/session', { signal }));
      setClock(me.server.now);
      return me;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) return null;
      throw problem;
    }
  },
});

export const signIn = (login: string, password: string) =>
  answer(api.POST('/api/vedette/v1/session', { body: { login, password } }));

/** How one may sign in here. */
export const waysQuery = queryOptions({
  queryKey: ['session-ways'],
  staleTime: 60_000,
  retry: false,
  queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/session/ways', { signal })),
});

/** Sends a code to a telephone, whether or not it belongs to anybody. */
export const requestCode = (phone: string) => answer(api.POST('/api/vedette/v1/session/phone', { body: { phone } }));

export const confirmCode = (phone: string, code: string) =>
  answer(api.POST('/api/vedette/v1/session/phone/confirm', { body: { phone, code } }));

/** The server does not say whether there is such a user. */
export const requestNewPassword = (loginOrEmail: string) =>
  answer(api.POST('/api/vedette/v1/session/forgotten', { body: { loginOrEmail } }));

export const restorePassword = (token: string, password: string) =>
  answer(api.POST('/api/vedette/v1/session/restore', { body: { token, password } }));

export const signOut = () => answer(api.DELETE('/api/vedette/v1/session'));

export const savePreferences = (body: Preferences) =>
  answer(api.PATCH('/api/vedette/v1/session/preferences', { body }));

export const changePassword = (current: string, next: string) =>
  answer(api.POST('/api/vedette/v1/session/password', { body: { current, next } }));
