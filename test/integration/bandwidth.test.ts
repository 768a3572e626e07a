import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { changeSettings } from '../../src/core/domains/settings.ts';
import { BandwidthWatch } from '../../src/jobs/bandwidth.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { deliverDue } from '../../src/jobs/outbox.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { smtpServer } from '../support/smtp.ts';

let app: TestApp;
let smtp: Server;
let id: number;
let now = Date.parse('2026-11-22T10:00:00Z');
const letters: string[] = [];

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  Object.assign(app.core, { clock: () => new Date(now) });
  smtp = await smtpServer(letters);
  id = (await createCamera(app.core, app.system, { title: 'Yard', streamUrl: 'fake://clock', bandwidthLimit: 2000 }))
    .id;
  await app.core.sql`update app_user set email = 'chief@example.org' where login = 'admin'`;
  await app.core.sql`
    insert into app_user (domain_id, login, kind, email) values
      (1, 'twin', 'administrator', 'Chief@example.org'), (1, 'anna', 'subscriber', 'anna@example.org'), (1, 'gone', 'administrator', 'gone@example.org')`;
  await app.core.sql`
    insert into block (subject_kind, subject_id, source) select 'user', id, 'administrator' from app_user where login = 'gone'`;
  await app.core.sql`
    insert into api_client (domain_id, name, login, password_hash, email, enabled) values
      (1, 'billing', 'billing', 'x', 'noc@example.org', true), (1, 'old', 'old', 'x', 'old@example.org', false)`;
});
afterAll(async () => {
  smtp.close();
  await app.close();
});

const sends = async (bitrate: number) =>
  await app.core.sql`
    insert into stream_state (camera_id, alive, bitrate) values (${id}, true, ${bitrate})
    on conflict (camera_id) do update set bitrate = excluded.bitrate, updated_at = now()`;
const delivered = async () => await deliverDue(app.core, 'mail', mailSender(app.core));
/** Looks at these seconds after the last look. */
async function looks(watch: BandwidthWatch, ...seconds: number[]): Promise<void> {
  for (const step of seconds) {
    now += step * 1000;
    await watch.look();
  }
}

test('without a mail server it is noted alone, once a day', async () => {
  await sends(3000);
  await looks(new BandwidthWatch(app.core), 0, 30, 30, 30);
  expect(await app.core.sql`select from outbox_message`).toHaveLength(0);
  const warnings = app.logged.filter(({ event }) => event.includes('limit of bandwidth'));
  expect(warnings).toMatchObject([{ fields: { cameraId: id, bitrate: 3000, bandwidthLimit: 2000 } }]);
});

test('over its limit for a minute: every administrator gets one letter a day', async () => {
  const { port } = smtp.address() as AddressInfo;
  await changeSettings(app.core, app.system, {
    mailUri: `smtp://127.0.0.1:${port}`,
    mailFrom: 'noreply@example.net',
    locale: 'en',
  });
  const watch = new BandwidthWatch(app.core);
  now += 86_400_000;
  await looks(watch, 0, 30);
  await sends(1500);
  await looks(watch, 15);
  await sends(2600);
  await looks(watch, 15, 45);
  expect(await delivered()).toBe(0);
  await looks(watch, 15);
  expect(await delivered()).toBe(2);
  const to = letters.map((letter) => /^To: (.*)$/m.exec(letter)?.[1]?.toLowerCase()).sort();
  expect(to).toEqual(['chief@example.org', 'noc@example.org']);
  expect(letters[0]).toContain('Yard');
  expect(letters[0]?.replace(/=\n/g, '')).toContain('2600 kbit/s');
  await looks(watch, 30, 60, 3600);
  expect(await delivered()).toBe(0);
  now += 86_400_000;
  await Promise.all([looks(watch, 0, 30, 40), looks(new BandwidthWatch(app.core), 0, 30, 40)]);
  expect(await delivered()).toBe(2);
});

test('a camera whose state is old, or that has no limit, alarms nobody', async () => {
  const watch = new BandwidthWatch(app.core);
  now += 86_400_000;
  await app.core.sql`update stream_state set updated_at = now() - interval '2 minutes'`;
  await looks(watch, 0, 60, 60);
  await app.core.sql`update stream_state set updated_at = now()`;
  await app.core.sql`update camera set bandwidth_limit = null`;
  await looks(watch, 0, 60, 60);
  expect(await delivered()).toBe(0);
});
