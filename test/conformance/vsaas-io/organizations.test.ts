import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { CREDENTIALS, call, foreign, own, plan, planIds, presetIds, watcher } from './support.ts';

let app: TestApp;
let byDefault: { id: number; preset: number };
let week: { id: number; preset: number };
let month: { id: number; preset: number };
let count = 0;
let at = '';
let externalId = 0;
beforeAll(async () => {
  app = await testApp();
  byDefault = await plan(app, 'Default', { price: '0', isDefault: true });
  week = await plan(app, 'Week', { price: '199.99' });
  month = await plan(app, 'Month');
});
afterAll(async () => await app.close());
beforeEach(async () => {
  count++;
  const made = await call(app, 'POST', '/organizations', {
    organization: { title: `Org ${count}`, owner: 'owner@example.org', tariff_plans: [week.id] },
  });
  at = `/organizations/${made.body.organization.id}`;
  externalId = made.body.organization.external_id;
});

const put = (fields: object) => call(app, 'PUT', at, { organization: fields });
const shown = async () => (await call(app, 'GET', at)).body.organization;

describe('plans of an organization', () => {
  test('the default one is always among them, but where the list is empty', async () => {
    expect(planIds(await put({ tariff_plans: [month.id] }))).toEqual([byDefault.id, month.id]);
    expect(planIds(await put({ tariff_plans: [byDefault.id] }))).toEqual([byDefault.id]);
    expect(planIds(await put({ tariff_plans: [] }))).toEqual([]);
    expect(planIds(await call(app, 'GET', at))).toEqual([]);
    expect(planIds(await put({ tariff_plans: [week.id, month.id] }))).toEqual([byDefault.id, week.id, month.id]);
  });

  test.each([
    ['ids as text', () => [`${week.id}`, ` ${month.id} `]],
    ['one text', () => `${week.id},${month.id}`],
    ['one text in brackets', () => `[${week.id}, ${month.id}]`],
    ['ids twice', () => [month.id, week.id, month.id]],
    ['plans as they are shown', () => [{ id: week.id, name: 'x' }, { id: month.id }]],
  ])('are taken as %s', async (_what, list) => {
    expect(planIds(await put({ tariff_plans: list() }))).toEqual([byDefault.id, week.id, month.id]);
  });

  test.each([[undefined], [null], ['None']])('%j says nothing of them', async (nothing) => {
    expect(planIds(await put({ title: 'Renamed', tariff_plans: nothing }))).toEqual([byDefault.id, week.id]);
    expect((await shown()).title).toBe('Renamed');
  });

  test('what is no plan of the domain is refused, and nothing is changed', async () => {
    const other = await foreign(app);
    const gone = await plan(app, 'Old');
    await own(app).patch(`/plans/${gone.id}`, { archived: true });
    const before = await shown();
    const lists = [[999_999], [other.plan], [gone.id], [0], [-1], [1.5], ['x'], [null], [[]], [{}], true, 'week'];
    for (const tariff_plans of lists) {
      const answer = await put({ title: 'changed', owner: 'other@example.org', tariff_plans });
      expect([JSON.stringify(tariff_plans), answer.status]).toEqual([JSON.stringify(tariff_plans), 400]);
      expect(answer.body).toEqual({ error: expect.stringMatching(/^tariff_plans: ./) });
    }
    expect(await shown()).toEqual(before);
    const [nobody] = await app.core.sql`select from app_user where login = 'other@example.org'`;
    expect(nobody).toBeUndefined();
  });

  test('an archived plan stays with who has it, and is told as such', async () => {
    const old = await plan(app, 'Old', { price: '5' });
    await put({ tariff_plans: [old.id] });
    await own(app).patch(`/plans/${old.id}`, { archived: true });
    const { body } = await put({ tariff_plans: [old.id, week.id] });
    expect(body.organization.tariff_plans.at(-1)).toMatchObject({ id: old.id, status: 'Archived' });
    const listed = async () =>
      (await call(app, 'GET', '/tariff_plans')).body.tariff_plans.map(({ id }: { id: number }) => id);
    expect(await listed()).toContain(old.id);
    await put({ tariff_plans: [week.id] });
    expect(await listed()).not.toContain(old.id);
    expect((await put({ tariff_plans: [old.id] })).status).toBe(400);
  });

  test('a new organization without a list has the default plan, and with an empty one too', async () => {
    for (const tariff_plans of [undefined, null, []]) {
      const organization = { title: 'New', owner: 'owner@example.org', tariff_plans };
      expect(planIds(await call(app, 'POST', '/organizations', { organization }))).toEqual([byDefault.id]);
    }
  });
});

describe('presets follow plans, and plans presets', () => {
  const defaultPreset = async () =>
    (await app.core.sql`select id from preset where is_default and domain_id = 1`)[0]?.id;

  test('what is listed here cloud Watcher shows at once, and no more of it than that', async () => {
    const always = await defaultPreset();
    expect(await presetIds(app, externalId)).toEqual([always, byDefault.preset, week.preset]);
    await put({ tariff_plans: [month.id] });
    expect(await presetIds(app, externalId)).toEqual([always, byDefault.preset, month.preset]);
    await put({ tariff_plans: [] });
    expect(await presetIds(app, externalId)).toEqual([always]);
  });

  test('a preset that two of its plans deliver stays with the other one; one of no plan stays in any case', async () => {
    const twin = await plan(app, 'Twin', { presetId: week.preset });
    const free = (await own(app).post('/presets', { title: 'free' })).body.id;
    await watcher(app, 'POST', `/organizations/${externalId}/presets`, { preset_id: free });
    await put({ tariff_plans: [twin.id] });
    expect(await presetIds(app, externalId)).toContain(week.preset);
    await put({ tariff_plans: [month.id] });
    expect(await presetIds(app, externalId)).not.toContain(week.preset);
    await put({ tariff_plans: [] });
    expect(await presetIds(app, externalId)).toContain(free);
  });

  test('a preset that cloud Watcher links brings its plan, and takes it away again', async () => {
    await watcher(app, 'POST', `/organizations/${externalId}/presets`, { preset_id: month.preset });
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id, week.id, month.id]);
    await watcher(app, 'DELETE', `/organizations/${externalId}/presets/${week.preset}`);
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id, month.id]);
    await watcher(app, 'DELETE', `/organizations/${externalId}/presets/${month.preset}`);
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id]);
  });

  test('also for an organization without plans, and for one that cloud Watcher made', async () => {
    await put({ tariff_plans: [] });
    await watcher(app, 'POST', `/organizations/${externalId}/presets`, { preset_id: month.preset });
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id, month.id]);

    const { id } = (await watcher(app, 'POST', '/organizations', { title: 'of Watcher' })).body;
    await watcher(app, 'POST', `/organizations/${id}/presets`, { preset_id: week.preset });
    const { organizations } = (await call(app, 'GET', '/organizations')).body;
    const mine = organizations.find((one: { external_id: number }) => one.external_id === id);
    expect(mine).toMatchObject({ title: 'of Watcher', owner: null, discount: '0%', trial_expired_at: '' });
    expect(mine.tariff_plans.map((one: { id: number }) => one.id)).toEqual([byDefault.id, week.id]);
  });

  test('a new default plan is everybody’s at once, with its preset; the one before stays with who had it', async () => {
    const next = await plan(app, 'Next default', { price: '1', isDefault: true });
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id, week.id, next.id]);
    expect(await presetIds(app, externalId)).toContain(next.preset);
    await own(app).patch(`/plans/${byDefault.id}`, { isDefault: true });
    expect(planIds(await call(app, 'GET', at))).toEqual([byDefault.id, week.id]);
  });

  test('an administrator still gives a preset that came with a plan to cameras of any organization', async () => {
    const shared = await plan(app, 'Shared');
    await put({ tariff_plans: [shared.id] });
    const other = (await watcher(app, 'POST', '/organizations', { title: 'elsewhere' })).body.id;
    const add = () =>
      watcher(app, 'POST', '/cameras', {
        title: 'c',
        stream_url: 'fake://fake',
        organization_id: other,
        preset_id: shared.preset,
      });
    const offered = async () =>
      (await own(app).get(`/presets?available=true&organizationId=${other}&limit=1000`)).body.items.map(
        ({ id }: { id: number }) => id,
      );
    expect((await add()).status).toBe(200);
    expect(await offered()).toContain(shared.preset);
    // Linked by hand it is for those alone that it is linked to.
    await watcher(app, 'POST', `/organizations/${externalId}/presets`, { preset_id: shared.preset });
    expect((await add()).status).toBe(400);
    expect(await offered()).not.toContain(shared.preset);
  });
});

describe('terms', () => {
  test('are those of the console', async () => {
    const terms = { discount: '12.50', trialUntil: '2026-02-01' };
    expect((await own(app).patch(`/organizations/${externalId}/plans`, terms)).status).toBe(200);
    expect(await shown()).toMatchObject({ discount: '12.5%', trial_expired_at: '01/02/2026' });
    await own(app).patch(`/organizations/${externalId}/plans`, { discount: '0', trialUntil: null });
    expect(await shown()).toMatchObject({ discount: '0%', trial_expired_at: '' });
  });
});

describe('requests', () => {
  test.each([
    [
      'a form',
      'application/x-www-form-urlencoded',
      (id: number) => `title=Form&owner=owner@example.org&tariff_plans=${id}`,
    ],
    [
      'a nested form',
      'application/x-www-form-urlencoded',
      (id: number) =>
        `organization[title]=Form&organization[owner]=owner%40example.org&organization[tariff_plans][]=${id}`,
    ],
    [
      'JSON as curl sends it',
      'application/x-www-form-urlencoded',
      (id: number) =>
        JSON.stringify({ organization: { title: 'Form', owner: 'owner@example.org', tariff_plans: [id] } }),
    ],
    [
      'fields without the wrapping',
      'application/json',
      (id: number) => JSON.stringify({ title: 'Form', owner: 'owner@example.org', tariff_plans: `${id}` }),
    ],
    [
      'no type at all',
      '',
      (id: number) =>
        JSON.stringify({ organization: { title: 'Form', owner: 'owner@example.org', tariff_plans: [id] } }),
    ],
  ])('are taken as %s', async (_what, type, body) => {
    const answer = await call(
      app,
      'POST',
      '/organizations',
      body(week.id),
      type === '' ? CREDENTIALS : { ...CREDENTIALS, 'content-type': type },
    );
    expect(answer.body).toMatchObject({ organization: { title: 'Form', owner: { email: 'owner@example.org' } } });
    expect(planIds(answer)).toEqual([byDefault.id, week.id]);
  });

  test.each([
    ['no body', undefined, 'title'],
    ['no title', { organization: { owner: 'owner@example.org' } }, 'title'],
    ['an empty title', { organization: { title: ' ', owner: 'owner@example.org' } }, 'title'],
    ['no owner', { organization: { title: 'x' } }, 'owner'],
    ['an owner that is no address', { organization: { title: 'x', owner: 'nobody' } }, 'owner'],
    ['two addresses', { organization: { title: 'x', owner: 'a@example.org,b@example.org' } }, 'owner'],
    ['a list in place of an object', [1, 2], 'body'],
    ['text in place of an object', { organization: 'x' }, 'organization'],
    ['half a document', '{"organization": {', 'JSON'],
  ])('with %s are refused with a sentence that names it', async (_what, body, named) => {
    const before = (await call(app, 'GET', '/organizations')).text;
    const answer = await call(app, 'POST', '/organizations', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: expect.stringContaining(named) });
    expect((await call(app, 'GET', '/organizations')).text).toBe(before);
  });

  test('of one key are carried out once', async () => {
    const headers = { ...CREDENTIALS, 'content-type': 'application/json', 'idempotency-key': `k${count}` };
    const body = { organization: { title: 'Once', owner: 'once@example.org' } };
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push(await call(app, 'POST', '/organizations', body, headers));
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(answers[1]?.headers.get('idempotent-replayed')).toBe('true');
    const gone = `/organizations/${answers[0]?.body.organization.id}`;
    const once = { ...CREDENTIALS, 'idempotency-key': `d${count}` };
    for (let i = 0; i < 2; i++) expect((await call(app, 'DELETE', gone, undefined, once)).status).toBe(204);
  });

  test('are billing events, refused ones too', async () => {
    await put({ tariff_plans: [999_999] });
    const [event] = await app.core.sql`select * from billing_event order by id desc limit 1`;
    expect(event).toMatchObject({ dialect: 'vsaas-io', type: 'organization.plans', outcome: 'rejected' });
  });
});

describe('ids', () => {
  test('of one API are nothing to the other', async () => {
    const other = await foreign(app);
    const billingId = at.split('/').at(-1);
    for (const id of [externalId, other.billingId, other.organization, 0, 'x', '1e3', 99_999_999_999]) {
      for (const [method, body] of [['GET'], ['PUT', { organization: { title: 'taken' } }], ['DELETE']] as const) {
        const answer = await call(app, method, `/organizations/${id}`, body);
        expect([answer.status, answer.body]).toEqual([404, { error: `Organization ${id} not found` }]);
      }
    }
    expect((await watcher(app, 'GET', `/organizations/${billingId}`)).status).toBe(404);
    expect((await watcher(app, 'GET', `/organizations/${externalId}`)).body.title).toBe(`Org ${count}`);
    const { organizations } = (await call(app, 'GET', '/organizations')).body;
    expect(organizations.map(({ title }: { title: string }) => title)).not.toContain('other');
    const plans = (await call(app, 'GET', '/tariff_plans')).body.tariff_plans;
    expect(plans.map(({ name }: { name: string }) => name)).not.toContain('foreign');
  });
});

describe('removal', () => {
  test('of what is in use is refused in words, unless it is forced', async () => {
    await watcher(app, 'POST', '/cameras', { title: 'c', stream_url: 'fake://fake', organization_id: externalId });
    const refused = await call(app, 'DELETE', at);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toContain(`external_id ${externalId}) has 1 cameras`);
    expect((await call(app, 'DELETE', at, undefined, { ...CREDENTIALS, force: 'true' })).status).toBe(204);
    expect((await watcher(app, 'GET', `/organizations/${externalId}`)).status).toBe(404);
  });

  test('of the default organization is refused', async () => {
    const [{ id }] = (await call(app, 'GET', '/organizations')).body.organizations;
    expect((await call(app, 'DELETE', `/organizations/${id}`)).status).toBe(400);
  });
});

test('a list that is longer than a page is whole, in order, and one document', async () => {
  await app.core.sql`
    insert into organization (domain_id, title, owner_id)
    select 1, 'Many ' || n, (select id from app_user where login = ${ADMIN.login}) from generate_series(1, 1203) n`;
  const { organizations } = (await call(app, 'GET', '/organizations')).body;
  const ids = organizations.map(({ external_id }: { external_id: number }) => external_id);
  expect(ids.length).toBeGreaterThan(1203);
  expect(ids).toEqual([...new Set<number>(ids)].sort((a, b) => a - b));
  expect(organizations.at(-1)).toMatchObject({ title: 'Many 1203', tariff_plans: [{ id: byDefault.id }] });
});
