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

export const BEARER = { authorization: `Bearer ${ADMIN.apiKey}` };

/** Calls the API as a provider's billing does; paths are below `/api`. A text is sent as it is. */
export async function call(
  app: TestApp,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json', ...BEARER },
): Promise<Answer> {
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers,
    ...(body === undefined
      ? {}
      : { body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)) }),
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

export const MANAGE = '/v1/billing/user/manage';
export const own = (app: TestApp): Client => withKey(app, ADMIN.apiKey);

/** A subscriber made through this API. */
export async function subscriber(app: TestApp, login: string, fields: object = {}): Promise<Json> {
  const answer = await call(app, 'POST', MANAGE, { login, password: 'secret-1', ...fields });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}

/** Cameras of the provider's, as its administrators add them. */
export async function cameras(app: TestApp, prefix: string, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    const camera = { name: `${prefix}-${i}`, streamUrl: 'fake://clock', externalId: `${prefix}-ext-${i}` };
    const made = await own(app).post('/cameras', camera);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    ids.push(made.body.id);
  }
  return ids;
}

/** Another provider with a camera, a user, a folder and an intercom of its own. */
export async function foreign(app: TestApp) {
  const { sql } = app.core;
  const [domain] = await sql`insert into domain (title) values ('Other') returning id`;
  const domainId = domain?.id;
  const [organization] = await sql`
    insert into organization (domain_id, title, outside_uid) values (${domainId}, 'other', 'other-1') returning id`;
  const [folder] = await sql`
    insert into folder (organization_id, path, title, outside_ids)
    values (${organization?.id}, '{}', 'f', '{other-group}') returning id`;
  await sql`update folder set path = array[id] where id = ${folder?.id}`;
  const [preset] = await sql`insert into preset (domain_id, title) values (${domainId}, 'foreign preset') returning id`;
  const [camera] = await sql`
    insert into camera (domain_id, name, organization_id, folder_id, preset_id, external_id)
    values (${domainId}, 'theirs', ${organization?.id}, ${folder?.id}, ${preset?.id}, 'other-ext') returning id`;
  await sql`insert into panel (camera_id, domain_id) values (${camera?.id}, ${domainId})`;
  const [user] = await sql`
    insert into app_user (domain_id, login, home_organization_id) values (${domainId}, 'theirs', ${organization?.id}) returning id`;
  return { camera: camera?.id, folder: folder?.id, user: user?.id, organization: organization?.id };
}

/** What a user was given by the full state, by object. */
export async function given(app: TestApp, userId: number) {
  const rows = await app.core.sql`
    select object_kind || ' ' || object_id as object, suspended from access_grant
    where subject_kind = 'user' and subject_id = ${userId} and source = 'subscription' order by object_kind, object_id`;
  return rows.map(({ object, suspended }) => (suspended === null ? object : `${object} (${suspended})`));
}

export async function lastEvent(app: TestApp) {
  const [event] = await app.core.sql`select * from billing_event order by id desc limit 1`;
  return event;
}
