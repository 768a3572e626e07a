import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

async function post(
  path: string,
  body: unknown,
  key: string,
): Promise<{ status: number; body: string; replayed: boolean }> {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method: 'POST',
    headers: { 'x-vsaas-api-key': ADMIN.apiKey, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: await response.text(),
    replayed: response.headers.get('idempotent-replayed') === 'true',
  };
}

test('many senders of one key: it is done once, and all get its answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => post('/organizations', { title: 'Once' }, 'one-key')),
  );
  expect(new Set(answers.map((a) => `${a.status} ${a.body}`)).size).toBe(1);
  expect(answers.filter((a) => !a.replayed)).toHaveLength(1);
  const [row] = await app.core.sql<
    { count: number }[]
  >`select count(*)::int as count from organization where title = 'Once'`;
  expect(row?.count).toBe(1);
});

test('the same key with another request is a conflict, and changes nothing', async () => {
  const answer = await post('/organizations', { title: 'Other' }, 'one-key');
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({ error_message: expect.stringContaining('Idempotency-Key') });
});

test('more refused repeats at once than there are connections: all are answered, each refusal is a billing event', async () => {
  await post('/users', { login: 'taken' }, 'first');
  const sent = Array.from({ length: 50 }, (_, i) => post('/users', { login: 'taken' }, `refused-${i % 45}`));
  const answers = await Promise.all(sent);
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([400]));
  const [row] = await app.core.sql<
    { count: number }[]
  >`select count(*)::int as count from billing_event where outcome = 'rejected' and subject = 'taken'`;
  expect(row?.count).toBe(50);
});

test('what is kept of an answer cannot be read in the database', async () => {
  await post('/cameras', { name: 'kept', stream_url: 'rtsp://user:canary-secret@10.0.0.1/1' }, 'with-secret');
  const rows = await app.core.sql<
    { text: string }[]
  >`select encode(body_sealed, 'escape') as text from idempotency_key`;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((r) => r.text).join(' ')).not.toContain('canary-secret');
  const again = await post(
    '/cameras',
    { name: 'kept', stream_url: 'rtsp://user:canary-secret@10.0.0.1/1' },
    'with-secret',
  );
  expect([again.status, again.replayed]).toEqual([200, true]);
});
