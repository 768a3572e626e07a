import type { PlanFields } from '../../../src/core/plans/plan.ts';
import { type Client, withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp } from '../../support/app.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
  readonly headers: Headers;
}

export const CREDENTIALS = { 'x-user': ADMIN.login, 'x-password': ADMIN.password, 'x-domain-id': '1' };

/** Calls the API as a provider's billing does. A text is sent as it is. */
export async function call(
  app: TestApp,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = body === undefined
    ? CREDENTIALS
    : { 'content-type': 'application/json', ...CREDENTIALS },
): Promise<Answer> {
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: bytesOf(body) }),
  });
  if (method !== 'GET') await app.core.feed.settled();
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: text === '' ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}

/** No text: a client that sends one names its type by itself. */
const bytesOf = (body: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

/** Cloud Watcher, by the system key. */
export async function watcher(app: TestApp, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-vsaas-api-key': ADMIN.apiKey },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text), headers: response.headers };
}

export const own = (app: TestApp): Client => withKey(app, ADMIN.apiKey);

/** A plan as the console makes it, over a preset of its own unless one is named; with a price from that day on. */
export async function plan(
  app: TestApp,
  name: string,
  { price, from = '2024-04-27', ...fields }: PlanFields & { price?: string; from?: string } = {},
): Promise<{ id: number; preset: number }> {
  const preset = fields.presetId ?? (await own(app).post('/presets', { title: name, archiveDays: 7 })).body.id;
  const made = await own(app).post('/plans', { name, ...fields, presetId: preset });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  if (price !== undefined) await own(app).put(`/plans/${made.body.id}/prices/${from}`, { amount: price });
  return { id: made.body.id, preset };
}

export const planIds = (answer: Answer): readonly number[] =>
  answer.body.organization.tariff_plans.map(({ id }: { id: number }) => id);

/** What cloud Watcher shows of presets, by id; the default one is always there. */
export async function presetIds(app: TestApp, organizationId: number): Promise<readonly number[]> {
  const { body } = await watcher(app, 'GET', `/organizations/${organizationId}/presets`);
  return body.map(({ preset_id }: { preset_id: number }) => preset_id);
}

/** The letters that wait to be sent, oldest first. */
export async function letters(app: TestApp): Promise<readonly { to: string; subject: string; text: string }[]> {
  const rows = await app.core.sql<{ payloadSealed: Uint8Array }[]>`
    select payload_sealed from outbox_message where kind = 'mail' order by id`;
  return rows.map((row) => JSON.parse(app.core.sealer.open('outbox.payload:mail', row.payloadSealed)));
}

export const tokenIn = (text: string): string =>
  decodeURIComponent(/\/restore-password\?token=(\S+)/.exec(text)?.[1] ?? '');

/** Another provider with a contract and a plan. */
export async function foreign(app: TestApp): Promise<{ organization: number; billingId: number; plan: number }> {
  const { sql } = app.core;
  const [domain] = await sql`insert into domain (title) values ('Other') returning id`;
  const [organization] = await sql`
    insert into organization (domain_id, title) values (${domain?.id}, 'other') returning id, billing_id`;
  const [preset] = await sql`insert into preset (domain_id, title) values (${domain?.id}, 'other') returning id`;
  const [other] = await sql`
    insert into plan (domain_id, preset_id, name) values (${domain?.id}, ${preset?.id}, 'foreign') returning id`;
  return { organization: organization?.id, billingId: organization?.billingId, plan: other?.id };
}
