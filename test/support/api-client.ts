import type { TestApp } from './app.ts';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** What an answer's body may be asked for in a test. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;

export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer<Json>>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Json>>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Json>>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Json>>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer<Json>>;
}

/** Speaks our own API over HTTP with these headers on every request. */
export function apiClient(app: TestApp, base: Record<string, string> = {}): Client {
  const send = async (method: string, path: string, body: unknown, more: Record<string, string>) => {
    const response = await fetch(`${app.url}/api/vedette/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...base, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // What a write changed is known everywhere a moment later: a test does not wait for the moment.
    if (method !== 'GET') await app.core.feed.settled();
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    post: (path, body, headers = {}) => send('POST', path, body, headers),
    put: (path, body, headers = {}) => send('PUT', path, body, headers),
    patch: (path, body, headers = {}) => send('PATCH', path, body, headers),
    delete: (path, headers = {}) => send('DELETE', path, undefined, headers),
  };
}

export const withKey = (app: TestApp, key: string): Client => apiClient(app, { authorization: `Bearer ${key}` });

/** A signed-in browser. */
export async function signedIn(app: TestApp, login: string, password: string): Promise<Client> {
  const answer = await apiClient(app).post('/session', { login, password });
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer.body)}`);
  return apiClient(app, { cookie: cookieOf(answer), 'x-requested-with': 'vedette' });
}

export function cookieOf(answer: Answer): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
