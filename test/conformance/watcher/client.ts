import { ADMIN, type TestApp } from '../../support/app.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

type Headers = globalThis.Headers;

/** Calls the dialect as a billing or a person does. */
export function caller(app: TestApp, headers: Record<string, string> = { 'x-vsaas-api-key': ADMIN.apiKey }) {
  return async (method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${app.url}${path.startsWith('/vsaas/') ? '' : '/vsaas/api/v2'}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers, ...more },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown>, headers: response.headers };
  };
}

export async function signedIn(app: TestApp, login: string, password: string) {
  const { body } = await caller(app, {})('POST', '/auth/login', { login, password });
  return caller(app, { 'x-vsaas-session': String(body.session) });
}
