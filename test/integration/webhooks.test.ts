import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimDeliveries, settleDelivery } from '../../src/core/webhooks/deliveries.ts';
import { deliverDueWebhooks } from '../../src/jobs/webhooks.ts';
import { type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';
import { type WebhookReceiver, webhookReceiver } from '../support/webhook-receiver.ts';

let app: TestApp;
let admin: Client;
let a: Tenant;
let b: Tenant;
let receiver: WebhookReceiver;
let hook: { id: number; secret: string };

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  admin = await administrator(app);
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
});
afterAll(async () => await app.close());

beforeEach(async () => {
  receiver = await webhookReceiver();
  hook = await made(['*']);
});
afterEach(async () => {
  receiver.close();
  await app.core.sql`delete from webhook_endpoint`;
  await app.core.sql`delete from domain_event`;
  await app.core.sql`insert into change_log (kind) values ('webhook')`;
  await app.core.feed.settled();
});

async function made(types: readonly string[], path = '/hook?token=hunter2') {
  const answer = await admin.post('/webhooks', { url: `${receiver.url}${path}`, types });
  expect(answer.status).toBe(201);
  return answer.body;
}

const rename = (camera: number, title: string) => admin.patch(`/cameras/${camera}`, { title });

/** All waits are over: whatever waits is due, though no minute has passed. */
const waitsAreOver = () => app.core.sql`
  update webhook_delivery set next_attempt_at = now() - interval '1 second' where state = 'waiting'`;

/** Rounds until nothing is due any more. */
async function deliverAll(): Promise<number> {
  let tried = 0;
  for (let more = await deliverDueWebhooks(app.core); more > 0; more = await deliverDueWebhooks(app.core))
    tried += more;
  return tried;
}

const states = async (id = hook.id) =>
  (await admin.get(`/webhooks/${id}/deliveries`)).body.items.map((one: { state: string }) => one.state);

test('an event is signed so that the public package verifies it, and says what happened to what and by whom', async () => {
  await rename(a.camera, 'Porch');
  expect(await deliverAll()).toBe(1);
  const [message] = receiver.received;
  expect(new Webhook(hook.secret).verify(message?.body ?? '', message?.headers ?? {})).toEqual({
    type: 'camera.changed',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      object: { kind: 'camera', id: a.camera },
      actor: { kind: 'user', name: 'admin' },
      changes: { title: { before: expect.any(String), after: 'Porch' } },
    },
  });
  expect(message?.path).toBe('/hook?token=hunter2');
  const tampered = (message?.body ?? '').replace('Porch', 'Shed');
  expect(() => new Webhook(hook.secret).verify(tampered, message?.headers ?? {})).toThrow('No matching signature');
});

test('a receiver that fails nine times gets everything in the end, in the order of each object', async () => {
  const failures = { [`camera ${a.camera}`]: 4, [`camera ${b.camera}`]: 5 };
  receiver.answer = ({ object }) => {
    const left = failures[object] ?? 0;
    failures[object] = left - 1;
    return { status: left > 0 ? 500 : 200, body: 'not now' };
  };
  for (const title of ['one', 'two', 'three']) {
    await rename(a.camera, title);
    await rename(b.camera, title);
  }
  const waits: number[][] = [];
  for (let round = 0; round < 6; round++) {
    await deliverAll();
    const rows = await app.core.sql<{ wait: number }[]>`
      select extract(epoch from d.next_attempt_at - a.at)::float8 as wait from webhook_delivery d
      join lateral (select at from webhook_attempt where delivery_id = d.id order by id desc limit 1) a on true
      where d.state = 'waiting' order by d.id`;
    waits.push(rows.map(({ wait }) => wait));
    await waitsAreOver();
  }
  for (const [i, seconds] of [5, 300, 1800, 7200].entries())
    for (const wait of waits[i] ?? []) {
      expect(wait).toBeGreaterThanOrEqual(seconds);
      expect(wait).toBeLessThan(seconds * 1.1 + 5);
    }
  expect(waits.map((round) => round.length)).toEqual([2, 2, 2, 2, 1, 0]);
  expect(receiver.received).toHaveLength(9 + 6);
  const titleOf = (body: string) => JSON.parse(body).data.changes.title.after as string;
  for (const [camera, failed] of [[a.camera, 4] as const, [b.camera, 5] as const]) {
    const mine = receiver.received.filter(({ object }) => object === `camera ${camera}`);
    expect(mine.map(({ body }) => titleOf(body))).toEqual([...Array(failed).fill('one'), 'one', 'two', 'three']);
    expect(new Set(mine.slice(0, failed + 1).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { body, headers } of mine) expect(() => new Webhook(hook.secret).verify(body, headers)).not.toThrow();
  }
  expect(await states()).toEqual(Array(6).fill('delivered'));
  const [, , , , , first] = (await admin.get(`/webhooks/${hook.id}/deliveries`)).body.items;
  const details = (await admin.get(`/webhooks/${hook.id}/deliveries/${first.id}`)).body;
  expect(details.attempts.map(({ status, answer }: { status: number; answer: string }) => [status, answer])).toEqual([
    [200, 'not now'],
    ...Array(4).fill([500, 'not now']),
  ]);
  expect(JSON.stringify(app.logged)).not.toMatch(/hunter2|whsec_/);
});

test('after eight tries in vain it is given up, the next of its object goes on, and a resend brings it', async () => {
  receiver.answer = ({ body }) => ({ status: body.includes('"after":"lost"') ? 503 : 200 });
  await rename(a.camera, 'lost');
  await rename(a.camera, 'found');
  for (let i = 0; i < 9; i++) {
    await deliverAll();
    await waitsAreOver();
  }
  expect(receiver.received).toHaveLength(9);
  expect(await states()).toEqual(['delivered', 'given_up']);
  expect((await admin.get('/webhooks')).body.items[0]).toMatchObject({ waiting: 0, failing: 0, givenUp: 1 });
  receiver.answer = () => ({ status: 200 });
  const long = '2020-01-01T00:00:00Z';
  const later = new Date(Date.now() + 60_000).toISOString();
  expect((await admin.post(`/webhooks/${hook.id}/resend`, { since: later })).body).toEqual({ count: 0 });
  expect((await admin.post(`/webhooks/${hook.id}/resend`, { since: long })).body).toEqual({ count: 1 });
  expect(await deliverAll()).toBe(1);
  const [last] = (await admin.get(`/webhooks/${hook.id}/deliveries?state=delivered`)).body.items;
  expect(await states()).toEqual(['delivered', 'delivered']);
  expect((await admin.post(`/webhooks/${hook.id}/deliveries/${last.id}/resend`)).body).toEqual({ success: true });
  expect(await deliverAll()).toBe(1);
  expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(last.messageId);
});

test('while a secret rotates both verify, and after 24 hours the new one alone', async () => {
  const rotated = (await admin.post(`/webhooks/${hook.id}/rotate`)).body;
  expect(rotated.secret).not.toBe(hook.secret);
  await rename(a.camera, 'both');
  await deliverAll();
  await app.core.sql`update webhook_endpoint set previous_secret_until = now() - interval '1 second'`;
  await rename(a.camera, 'new');
  await deliverAll();
  const verifies = (secret: string) =>
    receiver.received.map(({ body, headers }) => {
      try {
        return Boolean(new Webhook(secret).verify(body, headers));
      } catch {
        return false;
      }
    });
  expect([verifies(hook.secret), verifies(rotated.secret)]).toEqual([
    [true, false],
    [true, true],
  ]);
  const { secret: _, ...shown } = (await admin.get(`/webhooks/${hook.id}`)).body;
  expect(shown).toMatchObject({ url: `${receiver.url}/hook?token=***`, previousSecretUntil: null });
  const stored = await app.core.sql`select row_to_json(w)::text as row from webhook_endpoint w`;
  const audit = await app.core.sql`select changes::text from audit_change where object_kind = 'webhook'`;
  const asked = await app.core.sql`select request::text from billing_event`;
  expect(JSON.stringify([stored, audit, asked])).not.toMatch(/whsec_|hunter2/);
});

test('a delivery whose sender died is due again, and until then nobody else sends it', async () => {
  await rename(a.camera, 'claimed');
  const { due } = await claimDeliveries(app.core);
  expect(due).toHaveLength(1);
  expect(await deliverAll()).toBe(0);
  const inAMinute = { ...app.core, clock: () => new Date(Date.now() + 61_000) };
  expect(await deliverDueWebhooks(inAMinute)).toBe(1);
  expect(await states()).toEqual(['delivered']);
  // The first sender was only slow, and got no answer: what was delivered stays so.
  const late = { at: new Date(), durationMs: 1, status: undefined, error: 'No answer', answer: '' };
  for (const one of due) await settleDelivery(app.core, one, late);
  expect(await states()).toEqual(['delivered']);
});

test('an endpoint that fails holds up neither other objects nor other endpoints', async () => {
  const other = await made(['camera.changed'], '/other');
  receiver.answer = ({ path, object }) => ({
    status: path !== '/other' && object === `camera ${a.camera}` ? 500 : 200,
  });
  await rename(a.camera, 'first');
  await rename(a.camera, 'second');
  await rename(b.camera, 'third');
  await deliverAll();
  expect(await states()).toEqual(['delivered', 'waiting', 'waiting']);
  expect(await states(other.id)).toEqual(['delivered', 'delivered', 'delivered']);
  expect((await admin.get(`/webhooks/${hook.id}`)).body).toMatchObject({ waiting: 2, failing: 1, givenUp: 0 });
});

test('410 switches the endpoint off, with a word in the audit; on again it takes what waited', async () => {
  receiver.answer = () => ({ status: 410 });
  await rename(a.camera, 'gone');
  await rename(a.camera, 'after');
  await deliverAll();
  expect((await admin.get(`/webhooks/${hook.id}`)).body).toMatchObject({ enabled: false, offBecause: 'gone' });
  expect(await states()).toEqual(['waiting', 'given_up']);
  const [audit] = (await admin.get(`/audit?objectKind=webhook&objectId=${hook.id}`)).body.items;
  expect(audit).toMatchObject({ actorKind: 'system', changes: { enabled: [true, false], offBecause: [null, 'gone'] } });
  await rename(a.camera, 'unheard');
  expect(await states()).toHaveLength(2);
  expect((await admin.post(`/webhooks/${hook.id}/test`)).body.error.reason).toBe('webhook_off');
  receiver.answer = () => ({ status: 200 });
  const on = await admin.patch(`/webhooks/${hook.id}`, { enabled: true });
  expect(on.body).toMatchObject({ enabled: true, offBecause: null });
  expect(await deliverAll()).toBe(1);
});

test('an endpoint whose secret was lost is told nothing unsigned, and says why', async () => {
  await app.core.sql`update webhook_endpoint set secret_sealed = null where id = ${hook.id}`;
  await rename(a.camera, 'unsigned');
  await deliverAll();
  expect(receiver.received).toEqual([]);
  const [one] = (await admin.get(`/webhooks/${hook.id}/deliveries`)).body.items;
  expect(one).toMatchObject({ state: 'waiting', lastStatus: null });
  expect(one.lastError).toMatch(/Give both anew/);
});

test('redirects are not followed, and of a long answer 4 kB are kept', async () => {
  receiver.answer = () => ({ status: 302, headers: { location: `${receiver.url}/elsewhere` }, body: 'x'.repeat(9000) });
  await rename(a.camera, 'redirected');
  await deliverAll();
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook?token=hunter2']);
  const [one] = (await admin.get(`/webhooks/${hook.id}/deliveries`)).body.items;
  expect(one).toMatchObject({ state: 'waiting', lastStatus: 302, lastError: null });
  const { attempts } = (await admin.get(`/webhooks/${hook.id}/deliveries/${one.id}`)).body;
  expect(attempts[0].answer).toHaveLength(4096);
});

test('an address that the policy forbids is refused when it is set, and when a name leads there later', async () => {
  const refused = await admin.post('/webhooks', { url: 'http://169.254.169.254/latest', types: ['*'] });
  expect([refused.status, refused.body.error.fieldReasons.url.reason]).toEqual([400, 'address_refused']);
  // Set while it was allowed.
  const url = app.core.sealer.seal(`webhook_endpoint.url:${hook.id}`, 'http://169.254.169.254/latest');
  await app.core.sql`update webhook_endpoint set url_sealed = ${url} where id = ${hook.id}`;
  await rename(a.camera, 'metadata');
  await deliverAll();
  const [one] = (await admin.get(`/webhooks/${hook.id}/deliveries`)).body.items;
  expect(one).toMatchObject({
    state: 'waiting',
    lastStatus: null,
    lastError: expect.stringContaining('169.254.169.254'),
  });
});

test('a test event goes to its endpoint alone, whatever that wants', async () => {
  const picky = await made(['payment.received'], '/picky');
  const { deliveryId } = (await admin.post(`/webhooks/${picky.id}/test`)).body;
  await deliverAll();
  expect(receiver.received.map(({ path, type }) => [path, type])).toEqual([['/picky', 'webhook.test']]);
  const details = (await admin.get(`/webhooks/${picky.id}/deliveries/${deliveryId}`)).body;
  expect(details).toMatchObject({ state: 'delivered', type: 'webhook.test', body: receiver.received[0]?.body });
});

describe('refused are', () => {
  test.each([
    ['no types', { types: [] }, 'types', 'webhook_types_missing'],
    ['an unknown type', { types: ['camera.exploded'] }, 'types', 'webhook_type_unknown'],
    ['a type that nobody sends', { types: ['webhook.test'] }, 'types', 'webhook_type_unknown'],
    ['another scheme', { url: 'ftp://example.net/' }, 'url', 'source_scheme_unknown'],
    ['stars instead of a token', { url: 'https://example.net/?token=***' }, 'url', 'settings_mask'],
  ])('%s', async (_what, fields, field, reason) => {
    const answer = await admin.post('/webhooks', { url: 'https://example.net/', types: ['*'], ...fields });
    expect([answer.status, answer.body.error.fieldReasons[field].reason]).toEqual([400, reason]);
  });

  test('more than twenty', async () => {
    for (let i = 1; i < 20; i++) await made(['money']);
    const answer = await admin.post('/webhooks', { url: receiver.url, types: ['*'] });
    expect([answer.status, answer.body.error.reason]).toEqual([409, 'webhook_limit']);
  });

  test('subscribers, read-only administrators, and the endpoints of another domain', async () => {
    const owner = await signedIn(app, a.ownerLogin, PASSWORD);
    const [domain] = await app.core.sql<{ id: number }[]>`
      insert into domain (title) values ('Other') returning id`;
    await app.core.sql`update webhook_endpoint set domain_id = ${domain?.id ?? 0} where id = ${hook.id}`;
    await app.core.sql`
      with e as (insert into domain_event (domain_id, type, object_kind, object_id, at, data)
        values (${domain?.id ?? 0}, 'camera.changed', 'camera', 1, now(), '{}') returning id)
      insert into webhook_delivery (id, endpoint_id, event_id, object_kind, object_id, next_attempt_at)
      select 77, ${hook.id}, id, 'camera', 1, 'infinity' from e`;
    const at = `/webhooks/${hook.id}`;
    const calls: [keyof Client, string, unknown?][] = [
      ['get', at],
      ['patch', at, { enabled: false }],
      ['post', `${at}/rotate`],
      ['post', `${at}/test`],
      ['post', `${at}/resend`, { since: '2020-01-01T00:00:00Z' }],
      ['get', `${at}/deliveries`],
      ['get', `${at}/deliveries/77`],
      ['post', `${at}/deliveries/77/resend`],
      ['delete', at],
    ];
    for (const [method, path, body] of calls) {
      expect([path, (await admin[method](path, body as never)).status]).toEqual([path, 404]);
      expect([path, (await owner[method](path, body as never)).status]).toEqual([path, 403]);
    }
    expect((await owner.get('/webhooks')).status).toBe(403);
    expect((await admin.get('/webhooks')).body.items).toEqual([]);
    await rename(a.camera, 'ours');
    expect((await app.core.sql`select from domain_event where domain_id = 1`).length).toBe(0);
  });
});
