import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCameras } from '../../src/core/cameras/import/import.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { cameraPage } from '../../src/core/cameras/reading/visible.ts';
import { authBackend, changeSettings, settings } from '../../src/core/domains/settings.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let it: TestCore;
beforeAll(async () => {
  it = await testCore();
});
afterAll(async () => await it.close());

const stored = async (table: string) =>
  JSON.stringify(await it.core.sql`select row_to_json(t)::text as row from ${it.core.sql(table)} t`);

test('a mail server that would be a program to run is refused, and one that got in starts nothing', async () => {
  const uri = 'smtp://192.0.2.1:25?sendmail=1&path=/bin/sh&args=-c';
  await expect(changeSettings(it.core, SYSTEM, { mailUri: uri })).rejects.toMatchObject({ kind: 'invalid' });
  await it.core.sql`update domain set mail_uri_sealed = ${it.core.sealer.seal('domain.mail_uri:1', uri)}`;
  const message = { kind: 'mail' as const, to: 'a@example.net', subject: '', text: '' };
  await expect(mailSender(it.core)(1, message)).rejects.toMatchObject({ kind: 'invalid' });
  await changeSettings(it.core, SYSTEM, { mailUri: null });
});

test('who may change the settings, and is no administrator, sets neither mail nor the sign-in backend', async () => {
  const { id } = await createUser(it.core, SYSTEM, { login: 'clerk', mayEditSettings: true });
  const clerk = await it.as(id);
  expect((await changeSettings(it.core, clerk, { title: 'New', mailFrom: null })).title).toBe('New');
  for (const change of [
    { mailUri: 'smtp://10.0.0.9' },
    { mailFrom: 'boss@example.net' },
    { authBackendUrl: 'http://10.0.0.9' },
  ])
    await expect(changeSettings(it.core, clerk, change)).rejects.toMatchObject({ kind: 'forbidden' });
});

test("the sign-in backend's credentials are sealed, shown nowhere, and kept when they come back as ***", async () => {
  const url = 'https://u:canary@10.0.0.9/auth?apikey=canary';
  const shown = await changeSettings(it.core, BILLING, { authBackendUrl: url });
  expect(shown.authBackendUrl).toBe('https://***@10.0.0.9/auth?apikey=***');
  await changeSettings(it.core, BILLING, { authBackendUrl: shown.authBackendUrl });
  expect(await authBackend(it.core, 1)).toBe(url);
  const other = changeSettings(it.core, BILLING, { authBackendUrl: 'https://***@10.0.0.8/' });
  await expect(other).rejects.toMatchObject({ kind: 'invalid' });
  for (const table of ['domain', 'audit_change', 'billing_event']) expect(await stored(table)).not.toContain('canary');
  expect((await changeSettings(it.core, BILLING, { authBackendUrl: null })).authBackendUrl).toBeNull();
  expect((await settings(it.core, SYSTEM)).authBackendUrl).toBeNull();
});

test("an agent's pin is sealed like its key", async () => {
  await createCamera(it.core, SYSTEM, { name: 'pin-a', agent: { serial: 'A', pin: 'canary', key: 'canary' } });
  await importCameras(it.core, BILLING, [
    { key: 'b', camera: { name: 'pin-b', agent: { serial: 'B', pin: 'canary' } } },
  ]);
  const { items } = await cameraPage(it.core, SYSTEM, { search: 'pin-', limit: 10 });
  expect(items.map((camera) => camera.agent?.pin)).toEqual(['canary', 'canary']);
  for (const table of ['camera_agent', 'audit_change', 'billing_event'])
    expect(await stored(table)).not.toContain('canary');
});
