import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { type Answer, call, own, plan } from './support.ts';

interface Example {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
}

const examples = JSON.parse(
  readFileSync(new URL('./contract.json', import.meta.url), 'utf8'),
) as unknown as readonly Example[];
const example = (title: string): Example => {
  const found = examples.find((one) => one.title.startsWith(title));
  if (!found) throw new Error(`The contract has no example "${title}"`);
  return found;
};

/** The example's numbers and names, and ours in their place. */
const ours = new Map<unknown, unknown>();

function inOurs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOurs);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inOurs(inner)]));
  return ours.get(value) ?? value;
}

/** Letter by letter: fields, their order, and how values are written. */
function expectExample(answer: Answer, { status, response }: Example): void {
  expect(answer.text).toBe(JSON.stringify(inOurs(response)));
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await own(app).patch('/settings', { currency: 'USD', title: 'YOUR-DOMAIN-NAME' });
  await own(app).post('/users', { login: 'demo@example.org', email: 'demo@example.org', password: 'demo-password' });
  const [user] = await app.core.sql`select id from app_user where login = 'demo@example.org'`;
  const byDefault = await plan(app, 'Default', { price: '0', isDefault: true });
  const tested = await plan(app, 'Test plan', { price: '100' });
  const pairs: [unknown, unknown][] = [
    [548, byDefault.id],
    [391, byDefault.preset],
    [549, tested.id],
    [392, tested.preset],
    [247, 1],
    ['bikbaeva', 'YOUR-DOMAIN-NAME'],
    [410, user?.id],
  ];
  for (const [theirs, mine] of pairs) ours.set(theirs, mine);
});
afterAll(async () => await app.close());

/** Both ids of the organization that was made last. */
function remember(answer: Answer, id: number, externalId: number): string {
  ours.set(id, answer.body.organization.id);
  ours.set(externalId, answer.body.organization.external_id);
  return `/organizations/${answer.body.organization.id}`;
}

test('the billing plans, newest first', async () => {
  expectExample(await call(app, 'GET', '/tariff_plans'), example('Get a list of all available billing plans'));
});

test('the organizations, and one of them', async () => {
  const one = example('Get a list of all available organizations');
  const made = await call(app, 'POST', '/organizations', {
    organization: { title: 'My organization', owner: 'demo@example.org' },
  });
  const path = remember(made, 736, 753);
  const [shown] = (one.response as { organizations: unknown[] }).organizations;
  expectExample(await call(app, 'GET', path), { ...one, response: { organization: shown } });
  const all = await call(app, 'GET', '/organizations');
  const [unassigned] = all.body.organizations;
  expect(unassigned).toMatchObject({ external_id: 1, domain: { id: 1 } });
  const rest = { ...all, text: JSON.stringify({ organizations: all.body.organizations.slice(1) }) };
  expectExample(rest, one);
});

test('an organization is added, its plans are changed, and it is removed', async () => {
  const added = example('Add the organization');
  const made = await call(app, 'POST', '/organizations', inOurs(added.body));
  const path = remember(made, 797, 774);
  expectExample(made, added);

  const demo = await plan(app, 'My demo plan', { price: '1500', from: '2024-05-02' });
  ours.set(550, demo.id);
  ours.set(393, demo.preset);
  const changed = example('Modify billing plans');
  await call(app, 'PUT', path, { organization: { title: 'Unedited org' } });
  expectExample(await call(app, 'PUT', path, inOurs(changed.body)), changed);

  const gone = await call(app, 'DELETE', path);
  expect([gone.status, gone.text]).toEqual([204, '']);
  expect((await call(app, 'GET', path)).status).toBe(404);
});
