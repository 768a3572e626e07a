import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

test('the examples of docs/guide/api.md work as they are printed', async () => {
  const guide = readFileSync(new URL('../../docs/guide/api.md', import.meta.url), 'utf8');
  const script = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]).join('\n');
  const env = { PATH: process.env.PATH, PS1: '', KEY: ADMIN.apiKey, API: `${app.url}/api/vedette/v1` };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env });
  expect(stderr).toBe('');
  expect(stdout).not.toContain('"error":{');
  expect(stdout).toContain('The user is blocked by billing: Not paid since May');
  const [first, second] = stdout
    .split('\n')
    .filter((line) => line.includes('"title":"Gate"') && line.startsWith('{"id"'));
  expect(first).toBe(second);
  const anna = await signedIn(app, 'anna', 'secret-7');
  const cameras = (await anna.get('/cameras')).body.items;
  expect(cameras.map((camera: { title: string }) => camera.title)).toEqual(['Yard', 'Entrance 1', 'Gate']);
  expect(stdout).toContain('"contracts":[{"organizationId":2,"title":"Birch Street 7"}],"open":true,"barred":null');
});
