import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { callEngine, type TestEngine } from '../support/engine.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

const DAY_MS = 86_400_000;
/** What the database stamps itself and what the server stamps begin together. */
const START = Date.now();
/** Housekeeping finds each day what was made at the same time of an earlier one. */
const AFTER_MS = 60_000;
let day = 0;
let app: TestApp;
let billing: Client;
let engine: TestEngine;
/** The subscriber who loses licences, the one who leaves, and one to whom nothing happens. */
let analyst: Tenant;
let leaver: Tenant;
let neighbour: Tenant;

beforeAll(async () => {
  app = await testApp({ clock: () => new Date(START + day * DAY_MS + AFTER_MS) });
  billing = withKey(app, ADMIN.apiKey);
  engine = (await billing.post('/analytics/engines', { name: 'Lines', types: ['line-crossing', 'object-counting'] }))
    .body;
  analyst = await tenant(app, 'analyst');
  leaver = await tenant(app, 'leaver');
  neighbour = await tenant(app, 'neighbour');
});
afterAll(async () => await app.close());

const manage = async (method: string, path: string, body: object): Promise<number> => {
  const headers = { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json' };
  const answer = await fetch(`${app.url}/api/v1/billing/user/manage${path}`, {
    ...{ method, headers, body: JSON.stringify(body) },
  });
  return answer.status;
};

/** A case of each type with one event, as its owner makes it and the engine tells of it. */
async function cases(of: Tenant, ...types: string[]): Promise<void> {
  const owner = await signedIn(app, of.ownerLogin, PASSWORD);
  for (const type of types) {
    const made = await owner.post('/analytics/cases', { title: type, type, cameraIds: [of.camera] });
    expect(made.status).toBe(201);
    const event = { id: `${of.owner}-${type}`, caseId: made.body.id, cameraId: of.camera, at: app.core.clock() };
    const told = await callEngine(app, engine, 'POST', '/events', { events: [event] });
    expect(told.body.results).toMatchObject([{ result: 'accepted' }]);
  }
}

/** How many rows each table has, without those that have none. */
async function rows(): Promise<Readonly<Record<string, number>>> {
  const { sql } = app.core;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(name)}`;
    if (row && row.count > 0) counts[name] = row.count;
  }
  return counts;
}

/** What housekeeping takes on each day from the one after today to `last`, by table. */
async function takenUntil(last: number): Promise<Record<number, Record<string, number>>> {
  const taken: Record<number, Record<string, number>> = {};
  for (day += 1; day <= last; day++) {
    const before = await rows();
    // What hangs on what one round takes is taken by the next one, ten minutes later.
    for (let round = 0; round < 2; round++) await tidy(app.core, AbortSignal.timeout(60_000));
    const after = await rows();
    for (const [table, count] of Object.entries(before)) {
      const gone = count - (after[table] ?? 0);
      if (gone !== 0) taken[day] = { ...taken[day], [table]: gone };
    }
  }
  day = last;
  return taken;
}

/** How much is written down of what a user did and of what was done with it. */
async function writtenOf(id: number, login: string): Promise<{ audit: number; events: number }> {
  const [row] = await app.core.sql<{ audit: number; events: number }[]>`
    select
      (select count(*)::int from audit_change where (actor_kind = 'user' and actor_id = ${id})
        or (object_kind = 'user' and object_id = ${id})) as audit,
      (select count(*)::int from billing_event where user_id = ${id} or subject in (${`user ${id}`}, ${login})) as events`;
  return row ?? { audit: 0, events: 0 };
}

test('from day to day housekeeping takes what became old that day, and nothing else', async () => {
  const { ownerLogin } = analyst;
  expect(await manage('POST', '/licenses', { login: ownerLogin, analytic_l1: 2, analytic_l2: 2 })).toBe(204);
  expect(await manage('POST', '/licenses', { login: neighbour.ownerLogin, analytic_l1: 1 })).toBe(204);
  await cases(analyst, 'line-crossing', 'object-counting');
  await cases(neighbour, 'line-crossing');
  const leaving = await signedIn(app, leaver.viewerLogin, PASSWORD);
  expect((await leaving.put(`/cameras/${leaver.camera}/favorite`)).status).toBeLessThan(300);
  const spare = await billing.post('/cameras', { organizationId: neighbour.organization, sourceUrl: 'fake://clock' });
  await app.core.feed.settled();

  // The first day: licences of a level are withdrawn, a user leaves, a camera is deleted.
  expect(await manage('POST', '/licenses', { login: ownerLogin, analytic_l1: 0, analytic_l2: 2 })).toBe(204);
  expect((await billing.delete(`/users/${leaver.viewer}`)).status).toBe(200);
  expect((await billing.delete(`/cameras/${spare.body.id}`)).status).toBe(200);
  await app.core.feed.settled();

  const { audit, events } = await writtenOf(leaver.viewer, leaver.viewerLogin);
  expect(Math.min(audit, events)).toBeGreaterThan(0);
  const { billing_event: all = 0 } = await rows();

  expect(await takenUntil(14)).toEqual({
    // The time of each contract's guest is over.
    2: { door_code: 3, door_code_door: 3 },
    7: { licence: 1, analytics_case: 1, analytics_case_camera: 1, case_event: 1 },
  });
  expect(await takenUntil(31)).toEqual({
    30: { audit_change: audit, billing_event: events, former_user: 1, deleted_camera: 1 },
    31: { case_event: 2 },
  });
  expect(await takenUntil(92)).toEqual({ 90: { billing_event: all - events } });
});
