import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailSender } from '../../src/jobs/mail.ts';
import { deliverDue } from '../../src/jobs/outbox.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { smtpServer } from '../support/smtp.ts';

let app: TestApp;
let smtp: Server;
const letters: string[] = [];

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8', PUBLIC_URL: 'https://video.example.net' } });
  smtp = await smtpServer(letters);
});
afterAll(async () => {
  smtp.close();
  await app.close();
});

async function call(method: string, path: string, body: object) {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { 'x-vsaas-api-key': ADMIN.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const useSmtp = (port: number) =>
  call('PUT', '/settings', { mail_uri: `smtp://127.0.0.1:${port}`, mail_from: 'noreply@example.net' });

test('a forgotten password: the mail brings a link, which sets a new one once and signs in', async () => {
  await call('POST', '/users', { login: 'anna', password: 'secret-1', notification_email: 'anna@example.org' });
  for (const login of ['nobody', 'anna'])
    expect((await call('POST', '/auth/forgot-password', { login })).status).toBe(503);
  await useSmtp((smtp.address() as AddressInfo).port);
  expect((await call('POST', '/auth/forgot-password', { login: 'nobody' })).status).toBe(403);
  expect((await call('POST', '/auth/forgot-password', { email: 'anna@example.org' })).body).toMatchObject({
    success: true,
  });
  expect(await deliverDue(app.core, 'mail', mailSender(app.core))).toBe(1);
  expect(await deliverDue(app.core, 'mail', mailSender(app.core))).toBe(0);
  const letter = (letters.at(-1) ?? '').replace(/=\n/g, '').replace(/=3D/g, '=');
  expect(letter).toContain('To: anna@example.org');
  const token = decodeURIComponent(
    /https:\/\/video\.example\.net\/restore-password\?token=(\S+)/.exec(letter)?.[1] ?? '',
  );
  const passwords = { token, password1: 'new-secret', password2: 'new-secret' };
  expect((await call('POST', '/auth/restore-password', { ...passwords, password2: 'other' })).status).toBe(400);
  expect((await call('POST', '/auth/restore-password', passwords)).body).toMatchObject({
    login: 'anna',
    session: expect.any(String),
    is_admin: false,
  });
  expect((await call('POST', '/auth/restore-password', passwords)).status).toBe(403);
  expect((await call('POST', '/auth/login', { login: 'anna', password: 'new-secret' })).status).toBe(200);
});

test('a message is tried again later, and given up after eight tries', async () => {
  await call('POST', '/settings/email/test', { mail_to: 'boss@example.org' });
  const waits: number[] = [];
  const fail = async () => {
    throw new Error('451 not now');
  };
  for (let i = 0; i < 8; i++) {
    expect(await deliverDue(app.core, 'mail', fail)).toBe(1);
    expect(await deliverDue(app.core, 'mail', fail)).toBe(0);
    const [row] = await app.core.sql<{ wait: number }[]>`
      select round(extract(epoch from next_attempt_at - now()))::int as wait from outbox_message where sent_at is null`;
    waits.push(row?.wait ?? -1);
    await app.core.sql`update outbox_message set next_attempt_at = now() where sent_at is null`;
  }
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000, 0]);
  expect(await deliverDue(app.core, 'mail', fail)).toBe(0);
});

test('two deliverers at once send a message once', async () => {
  for (let i = 0; i < 6; i++) await call('POST', '/settings/email/test', { mail_to: `to${i}@example.org` });
  const sent: string[] = [];
  const note = async (_domain: number, message: { to: string }) => {
    sent.push(message.to);
    return {};
  };
  await Promise.all([1, 2, 3].map(() => deliverDue(app.core, 'mail', note)));
  expect(sent.sort()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `to${i}@example.org`));
});

test('a message that was sealed with another key keeps no other one back', async () => {
  await call('POST', '/settings/email/test', { mail_to: 'lost@example.org' });
  await app.core.sql`update outbox_message set payload_sealed = '\\x00' where sent_at is null and attempts = 0`;
  await call('POST', '/settings/email/test', { mail_to: 'kept@example.org' });
  const sent: string[] = [];
  const note = async (_domain: number, message: { to: string }) => {
    sent.push(message.to);
    return {};
  };
  expect(await deliverDue(app.core, 'mail', note)).toBe(1);
  expect(sent).toEqual(['kept@example.org']);
  const [row] = await app.core.sql<{ lastError: string }[]>`
    select last_error from outbox_message where sent_at is null and attempts = 1`;
  expect(row?.lastError).toMatch(/SECRET_KEY/);
});
