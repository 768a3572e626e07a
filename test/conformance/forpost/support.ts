import { XMLParser } from 'fast-xml-parser';
import { ADMIN, type TestApp } from '../../support/app.ts';

export type Params = Readonly<Record<string, string | number | undefined>>;

/** Calls a method of the System API as a form, signed by the administrator; the answer's JSON. */
export async function call<T = Record<string, unknown>>(app: TestApp, method: string, params: Params = {}): Promise<T> {
  const { body } = await post(app, method, params);
  return body as T;
}

/** The same with the status and the text; `Format: 'xml'` is parsed, too. */
export async function post(
  app: TestApp,
  method: string,
  params: Params = {},
): Promise<{ status: number; body: unknown; text: string; type: string }> {
  const form = new URLSearchParams();
  const signed = { AdminLogin: ADMIN.login, AdminPassword: ADMIN.password, ...params };
  for (const [name, value] of Object.entries(signed)) if (value !== undefined) form.append(name, String(value));
  const response = await fetch(`${app.url}/system-api/${method}`, { method: 'POST', body: form });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, body: type.startsWith('text/xml') ? parseXml(text) : JSON.parse(text), text, type };
}

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Item' });

const parseXml = (text: string): unknown => (parser.parse(text) as { Response: unknown }).Response;

/** The id that an Add method answered. */
export async function made(app: TestApp, method: string, params: Params): Promise<number> {
  const answer = await call<{ ID?: number; Error?: string }>(app, method, params);
  if (typeof answer.ID !== 'number') throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.ID;
}

/** How many changes were ever written: equal before and after, nothing was changed. */
export async function writes(app: TestApp): Promise<number> {
  const [row] = await app.core.sql<{ count: number }[]>`select count(*)::int as count from audit_change`;
  return row?.count ?? 0;
}
