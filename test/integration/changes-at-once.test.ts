import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { visibleCamera } from '../../src/core/cameras/reading/visible.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { BILLING, type TestCore, testCore } from '../support/core.ts';

let bed: TestCore;
beforeAll(async () => {
  bed = await testCore();
  for (let n = 0; n < 40; n++) await createCamera(bed.core, BILLING, { name: `at-once-${n}` });
});
afterAll(async () => await bed.close());

const change = (n: number, fields: object) => changeCamera(bed.core, BILLING, { name: `at-once-${n}` }, fields);
const all = <T>(count: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => run(n)));

test('changes asked for at the same moment leave what each leaves alone: its row, its audit, its billing event, its answer', async () => {
  const answers = await all(40, (n) =>
    change(n, { title: `Title ${n}`, ...(n % 2 ? { comment: 'odd', archiveDays: 2.5 } : {}) }),
  );
  const stored = await all(40, (n) => visibleCamera(bed.core, BILLING, { name: `at-once-${n}` }));
  expect(answers).toEqual(stored);
  expect(stored[7]).toMatchObject({ title: 'Title 7', comment: 'odd', archiveDays: 2.5, own: { archiveDays: 2.5 } });
  expect(stored[7]?.lastChange?.changes).toEqual({
    title: ['', 'Title 7'],
    comment: ['', 'odd'],
    archiveDays: [null, 2.5],
  });
  const events = await bed.core
    .sql`select subject from billing_event where type = 'camera.change' and outcome = 'applied'`;
  expect(new Set(events.map((row) => row.subject)).size).toBe(40);
  const told = await bed.core
    .sql`select distinct key from change_log where kind = 'camera' and key = any(${stored.map((c) => c.id)}::int[])`;
  expect(told).toHaveLength(40);
});

test('credentials of a URL are sealed, shown to the billing, and hidden in the audit', async () => {
  const [answer] = await Promise.all([
    change(1, { streamUrl: 'rtsp://u:secret@10.0.0.1/1' }),
    change(2, { title: 'beside' }),
  ]);
  expect(answer?.streamUrl).toBe('rtsp://u:secret@10.0.0.1/1');
  expect(answer).toEqual(await visibleCamera(bed.core, BILLING, { name: 'at-once-1' }));
  expect(JSON.stringify(answer?.lastChange)).not.toContain('secret');
});

test('one that is refused takes none with it', async () => {
  const results = await Promise.allSettled([
    change(3, { title: 'stands' }),
    change(4, { streamUrl: 'rtsp://***@10.0.0.9/1' }),
    change(99, { title: 'nowhere' }),
    change(5, { title: 'half \ud800 a letter' }),
    change(6, { title: 'stands too' }),
  ]);
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
  expect((await visibleCamera(bed.core, BILLING, { name: 'at-once-6' })).title).toBe('stands too');
  const refused = await bed.core.sql`select subject from billing_event where outcome = 'rejected' order by subject`;
  expect(refused.map((row) => row.subject)).toEqual(['at-once-4', 'at-once-99']);
});

test('several changes of one camera follow each other', async () => {
  await all(8, (n) => change(10, { title: `turn ${n}` }));
  const audits = await bed.core.sql<{ changes: { title: [string, string] } }[]>`
    select changes from audit_change where object_id = (select id from camera where name = 'at-once-10') and action = 'change' order by id`;
  const turns = audits.map((row) => row.changes.title).slice(-8);
  for (const [i, [before]] of turns.entries()) if (i > 0) expect(before).toBe(turns[i - 1]?.[1]);
});

test('changes by id and by name share a transaction, and one camera under both is changed by one after the other', async () => {
  const ids = await all(4, async (n) => (await visibleCamera(bed.core, BILLING, { name: `at-once-${n + 12}` })).id);
  const [last] = await bed.core.sql<{ id: number }[]>`select max(id) as id from audit_change`;
  const byId = (n: number, fields: object) => changeCamera(bed.core, BILLING, { id: ids[n] ?? 0 }, fields);
  const answers = await Promise.all([
    byId(0, { title: 'by id' }),
    byId(1, { title: 'by id' }),
    change(14, { title: 'by name' }),
    change(12, { comment: 'by name' }),
    byId(3, { title: 'by id' }),
  ]);
  expect(answers.map(({ title }) => title)).toEqual(['by id', 'by id', 'by name', 'by id', 'by id']);
  expect(await visibleCamera(bed.core, BILLING, { name: 'at-once-12' })).toMatchObject({
    title: 'by id',
    comment: 'by name',
  });
  const [row] = await bed.core.sql<{ transactions: number; changes: number }[]>`
    select count(distinct xmin::text)::int as transactions, count(*)::int as changes from audit_change
    where object_kind = 'camera' and object_id = any(${ids}::int[]) and id > ${last?.id ?? 0}`;
  expect(row).toEqual({ transactions: 2, changes: 5 });
});

test('an id that nobody has, or that another domain has, is refused beside the others', async () => {
  const results = await Promise.allSettled([
    changeCamera(bed.core, BILLING, { id: 999_999 }, { title: 'nowhere' }),
    change(16, { title: 'stands' }),
    changeCamera(bed.core, { ...BILLING, domainId: 2 }, { name: 'at-once-17' }, { title: 'theirs' }),
  ]);
  expect(results.map((r) => r.status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(results[0]).toMatchObject({ reason: { reason: 'camera_not_found' } });
  expect((await visibleCamera(bed.core, BILLING, { name: 'at-once-17' })).title).toBe('Title 17');
});

test('a camera that somebody else holds does not keep the others waiting', async () => {
  const settled: string[] = [];
  let waiting: Promise<unknown> | undefined;
  await bed.core.sql.begin(async (tx) => {
    await tx`select from camera where name = 'at-once-20' for no key update`;
    waiting = change(20, { title: 'later' }).then(() => settled.push('held'));
    await change(21, { title: 'at once' }).then(() => settled.push('free'));
  });
  await waiting;
  expect(settled).toEqual(['free', 'held']);
});

test('a user without the right changes nothing, asked for beside one who has it', async () => {
  const user = await createUser(bed.core, BILLING, { login: 'stranger', password: 'a long password' });
  const stranger = await bed.as(user.id);
  const results = await Promise.allSettled([
    change(30, { title: 'mine' }),
    changeCamera(bed.core, stranger, { name: 'at-once-31' }, { title: 'theirs' }),
  ]);
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected']);
  expect(results[1]).toMatchObject({ reason: { kind: 'not_found' } });
});
