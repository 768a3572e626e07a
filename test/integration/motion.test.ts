import { afterAll, beforeAll, expect, test } from 'vitest';
import { CoreMediaControl } from '../../src/app/media-control.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { motionSecret, tidyMotion } from '../../src/core/cameras/recording/motion.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let id: number;
let now = Date.parse('2026-11-22T10:00:00Z');
let path: string;

beforeAll(async () => {
  app = await testApp();
  Object.assign(app.core, { clock: () => new Date(now) });
  const camera = await createCamera(app.core, app.system, {
    title: 'Двор',
    streamUrl: 'fake://clock',
    archiveDays: 7,
    recordMode: 'motion',
    connection: { motionNotices: true },
  });
  id = camera.id;
  const answer = await fetch(`${app.url}/api/vedette/v1/cameras/${id}`, {
    headers: { 'x-vedette-key': ADMIN.apiKey },
  });
  path = ((await answer.json()) as { connection: { motionPath: string } }).connection.motionPath;
});
afterAll(async () => await app.close());

const tell = async (init: RequestInit = {}, url = path): Promise<number> =>
  (await fetch(`${app.url}${url}`, init)).status;
const motions = async () => await new CoreMediaControl(app.core, 'test').motion(id, now - 3_600_000, now + 3_600_000);

test('a camera tells by its own URL alone, with whatever body; notices close together are one motion', async () => {
  const began = now;
  expect(await tell()).toBe(200);
  now += 500;
  expect(await tell({ method: 'POST', body: '<Event/>', headers: { 'content-type': 'application/xml' } })).toBe(200);
  now += 20_000;
  expect(await tell({ method: 'POST', body: new FormData() })).toBe(200);
  expect(await motions()).toEqual([[began, now]]);
  now += 60_000;
  expect(await tell({ method: 'POST' })).toBe(200);
  expect(await motions()).toEqual([
    [began, began + 20_500],
    [now, now],
  ]);
});

test('other secrets tell nothing, and neither does a camera whose notices are switched off', async () => {
  const before = await motions();
  now += 60_000;
  const other = path.replace(/\d+-/, `${id + 1}-`);
  for (const url of [other, `${path}x`, path.slice(0, -1), '/api/vedette/v1/motion/1'])
    expect(await tell({}, url), url).toBe(404);
  expect(await tell({}, `/api/vedette/v1/motion/${motionSecret(app.core.sealer, 999_999)}`)).toBe(404);
  await changeCamera(app.core, app.system, { id }, { connection: { motionNotices: false } });
  expect(await tell()).toBe(404);
  expect(await motions()).toEqual(before);
  await changeCamera(app.core, app.system, { id }, { connection: { motionNotices: true } });
});

test('motion is kept as long as the archive that it is for, and a day', async () => {
  await app.core.sql`delete from motion`;
  for (const days of [1, 7.5, 8.5]) {
    await app.core.sql`
      insert into motion select ${id}::int, at, at from (select now() - make_interval(secs => ${days * 86_400})) as t(at)`;
  }
  await app.core.sql`insert into motion select 999999, at, at from (select now() - interval '2 days') as t(at)`;
  expect(await tidyMotion(app.core.sql)).toBe(2);
  expect(await app.core.sql`select from motion`).toHaveLength(2);
});
