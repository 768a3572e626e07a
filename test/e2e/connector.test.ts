import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectorFile, exampleConfig, PASSWORD } from '../support/billing.ts';
import { type MariaDb, startMariaDb } from '../support/mariadb.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** docs/guide/connector.md as it stands there, on the examples as they are. */

let mariadb: MariaDb;
let server: StartedServer;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  mariadb = await startMariaDb();
  await mariadb.execute('create database billing character set utf8mb4');
  await mariadb.execute(readFileSync('examples/connector/billing.mariadb.sql', 'utf8'), 'billing');
  await mariadb.execute(
    `create user vedette_reader identified by '${PASSWORD}'; grant select on billing.* to vedette_reader`,
  );
  environment = {
    CONNECTOR: 'examples/connector/connector.mariadb.json',
    BILLING_HOST: `127.0.0.1:${mariadb.port}`,
    BILLING_PASSWORD: PASSWORD,
  };
});
afterAll(async () => {
  await server?.stop();
  await mariadb?.stop();
});

const run = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [resolve('dist/server/main.js'), 'connector', 'test', ...args],
      { env: { ...process.env, ...env } },
      (_, stdout, stderr) => done({ code: child.exitCode ?? 1, output: `${stdout}${stderr}` }),
    );
  });
const api = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${server.url}/api/vedette/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return await response.json();
};

test('the connector is tried from the shell before a server runs', async () => {
  const { code, output } = await run(environment, '--phone', '+7 910 352-33-78');
  expect(output).toMatch(/^ok {5}uidFrom\(89103523378\) \d+ ms$/m);
  expect(output).toMatch(/^ok {5}camsActiv\(102\)/m);
  expect(output).toContain('"state": "unpaid"');
  expect(output).toContain('next   all is well');
  expect(output).not.toContain(PASSWORD);
  expect(code).toBe(0);
});

test('and says what is wrong with a mapping', async () => {
  const example = exampleConfig('mariadb');
  const queries = {
    ...(example.queries as object),
    billingList: "select 'x' as login, 5 as balance, :phone as address",
  };
  const file = connectorFile({ ...example, queries });
  const { code, output } = await run({ ...environment, CONNECTOR: file.path }, '--phone', '89103523378');
  expect(output).toMatch(/^FAILED billingList\(89103523378\)/m);
  expect(output).toContain('there is no column balans; there is balance');
  expect(output).toContain('next   change the file');
  expect(code).toBe(1);
  const down = await run({ ...environment, BILLING_HOST: '127.0.0.1:9' }, '--phone', '89103523378');
  expect(down.output).toMatch(/^ +uidFrom: the database says: .*ECONNREFUSED/m);
  expect(down.output).toContain('next   no answer is no mistake in the mapping: see that the billing runs');
  expect(down.output).not.toContain('change the file');
  expect(down.code).toBe(1);
  const unset = await run({ CONNECTOR: file.path }, '--phone', '89103523378');
  expect(unset).toEqual({
    code: 1,
    output: `${file.path}: "url" asks for the environment variable BILLING_HOST, which is not set: set it\n`,
  });
  file.remove();
});

test('a module of TypeScript and the demo work in the built server too', async () => {
  const own = await run({ CONNECTOR: 'examples/connector/connector.module.json' }, '--phone', '89103523378');
  expect(own.output).toMatch(/^ok {5}camsActiv\(101\)/m);
  expect(own.code).toBe(0);
  const demo = await run({ CONNECTOR: 'demo' }, '--phone', '89100000001');
  expect(demo.output).toContain('Умное пространство');
  expect(demo.code).toBe(0);
});

test('a contract that is not paid any more stops playing without anybody asking, and plays when it is paid again', async () => {
  const file = connectorFile({ ...exampleConfig('mariadb'), cacheSeconds: 1 });
  server = await startServer({ env: { ...environment, CONNECTOR: file.path } });
  file.remove();
  const organization = await api('POST', '/organizations', { title: 'Tverskaya 1', outsideUid: '101' });
  const user = await api('POST', '/users', {
    login: 'ivan',
    password: 'secret-of-ivan',
    organizationId: organization.id,
  });
  const signIn = await fetch(`${server.url}/api/vedette/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'ivan', password: 'secret-of-ivan' }),
  });
  expect(signIn.status).toBe(200);
  expect(user.id).toBeGreaterThan(0);
  const blocks = async () =>
    (await api('GET', `/organizations/${organization.id}`)).blocks.map(
      (b: { source: string; reason: string }) => `${b.source} ${b.reason}`,
    );
  const asked = async () => (await api('GET', '/connector')).lastAnsweredAt;
  await expect.poll(asked, { timeout: 20_000 }).not.toBeNull();
  expect(await blocks()).toEqual([]);
  await mariadb.execute("update account_services set paid_until = '2020-01-01' where account_id = 101", 'billing');
  await expect.poll(blocks, { timeout: 20_000 }).toEqual(['connector unpaid']);
  // Down, it changes nothing, and the server goes on.
  await mariadb.kill();
  await expect.poll(async () => (await api('GET', '/connector')).healthy, { timeout: 30_000 }).toBe(false);
  const ready = await fetch(`${server.url}/health/ready`);
  expect(ready.status).toBe(200);
  expect(((await ready.json()) as { checks: object }).checks).toMatchObject({
    connector: expect.stringContaining('does not answer'),
  });
  expect(await blocks()).toEqual(['connector unpaid']);
  expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(
    /vedette_connector_questions_total\{question="state",outcome="failed"\} [1-9]/,
  );
  await mariadb.start();
  await mariadb.execute("update account_services set paid_until = '2035-01-01' where account_id = 101", 'billing');
  await expect.poll(blocks, { timeout: 30_000 }).toEqual([]);
});

test('administrators try it from the console', async () => {
  const trial = await api('POST', '/connector/ask', { phone: '8 (910) 352-33-78' });
  expect(trial.tried).toContainEqual(
    expect.objectContaining({ question: 'contracts', subject: '89103523378', answer: ['101', '102'] }),
  );
  expect(await api('GET', '/connector')).toMatchObject({
    connected: true,
    healthy: true,
    cacheSeconds: 1,
    trustHours: 72,
  });
});
