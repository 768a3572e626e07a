import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { importCameras } from '../../src/core/cameras/import/import.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { loadParents } from '../../src/core/cameras/placement.ts';
import { cameraPage } from '../../src/core/cameras/reading/visible.ts';
import { DomainError } from '../../src/core/errors.ts';
import { changeOrganization, createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { changeUser, createUser, deleteUser } from '../../src/core/users/operations.ts';
import { transaction } from '../../src/db/transaction.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let it: TestCore;
beforeAll(async () => {
  it = await testCore();
});
afterAll(async () => await it.close());

const times = <T>(count: number, work: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, i) => work(i)));
const kinds = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.flatMap((r) => (r.status === 'rejected' ? [r.reason instanceof DomainError ? r.reason.kind : r.reason] : []));

test('a limit of one camera holds against many creates at once', async () => {
  const { id } = await createOrganization(it.core, SYSTEM, { title: 'One', cameraLimit: 1, userLimit: 1 });
  const made = await times(12, (i) => createCamera(it.core, BILLING, { name: `one-${i}`, organizationId: id }));
  expect(kinds(made)).toEqual(Array(11).fill('limit'));
  expect((await cameraPage(it.core, SYSTEM, { organizationId: id, limit: 50 })).items).toHaveLength(1);
  const users = await times(6, (i) => createUser(it.core, BILLING, { login: `one-${i}` }, id));
  expect(kinds(users)).toEqual(Array(5).fill('limit'));
});

test('an import into an organization waits for nobody in the default one', async () => {
  const { id } = await createOrganization(it.core, SYSTEM, { title: 'Busy' });
  await transaction(it.core.sql, async (sql) => {
    await loadParents(sql, 1, [{ fields: {} }]);
    const rows = [{ key: 'a', camera: { name: 'busy-a', organizationId: id } }];
    expect((await importCameras(it.core, BILLING, rows)).created).toBe(1);
  });
});

test('cameras move, are imported and lose their organization at once, and no two of these wait for each other', async () => {
  const organizations = [];
  for (let i = 0; i < 4; i++) organizations.push((await createOrganization(it.core, SYSTEM, { title: `M${i}` })).id);
  const names = Array.from({ length: 6 }, (_, i) => `move-${i}`);
  const rows = (organizationId: number, order: readonly string[]) =>
    order.map((name) => ({ key: name, camera: { name, organizationId, title: `${organizationId}` } }));
  await importCameras(it.core, BILLING, rows(organizations[0] ?? 0, names));
  const [a = 0, b = 0, c = 0, gone = 0] = organizations;
  const results = await times(40, async (i) => {
    const target = [a, b, c, gone][i % 4] ?? a;
    const order = i % 2 === 0 ? names : [...names].reverse();
    if (i === 21) return void (await deleteOrganization(it.core, BILLING, gone, { force: true }));
    if (i % 5 === 0) {
      const { errors } = await importCameras(it.core, BILLING, rows(target, order));
      for (const { message } of errors.values())
        expect(message).toMatch(/there is no organization|not found|send it again/);
    } else await changeCamera(it.core, BILLING, { name: names[i % 6] ?? '' }, { organizationId: target });
  });
  for (const kind of kinds(results)) expect(['not_found', 'invalid', 'unavailable', 'conflict']).toContain(kind);
  expect(await deadlocks()).toBe(0);
});

test('an owner is deleted while its organization is changed, without either waiting for ever', async () => {
  for (let round = 0; round < 5; round++) {
    const user = await createUser(it.core, SYSTEM, { login: `owner-${round}` });
    const other = await createUser(it.core, SYSTEM, { login: `heir-${round}` });
    const { id } = await createOrganization(it.core, SYSTEM, { title: `O${round}`, ownerId: user.id });
    const results = await Promise.allSettled([
      changeOrganization(it.core, BILLING, id, { ownerId: other.id }),
      deleteUser(it.core, BILLING, user.id),
      changeOrganization(it.core, BILLING, id, { ownerId: user.id, title: 'again' }),
    ]);
    for (const kind of kinds(results)) expect(['not_found', 'invalid']).toContain(kind);
  }
  expect(await deadlocks()).toBe(0);
});

test('two administrators who demote, block or delete each other leave one who can sign in', async () => {
  const lose = [
    (id: number) => changeUser(it.core, SYSTEM, id, { kind: 'subscriber' }),
    (id: number) => changeUser(it.core, SYSTEM, id, { enabled: false }),
    (id: number) => changeUser(it.core, SYSTEM, id, { readonly: true }),
    (id: number) => deleteUser(it.core, SYSTEM, id),
  ];
  const admin = 1;
  for (const [i, one] of lose.entries()) {
    const other = await createUser(it.core, SYSTEM, { login: `boss-${i}`, kind: 'administrator' });
    const results = await Promise.allSettled([one(admin), ...lose.map((each) => each(other.id))]);
    expect(kinds(results)).not.toEqual([]);
    const able = await it.core.sql`
      select from app_user u where kind = 'administrator' and not readonly
        and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = u.id)`;
    expect(able.length).toBeGreaterThan(0);
    await it.core.sql`insert into app_user (id, domain_id, login, kind) overriding system value
      values (${admin}, 1, 'admin', 'administrator') on conflict (id) do update set kind = 'administrator', readonly = false`;
    await it.core.sql`delete from block where subject_kind = 'user'`;
    await it.core.sql`delete from app_user where login like 'boss-%'`;
  }
  await createUser(it.core, SYSTEM, { login: 'auditor', kind: 'administrator', readonly: true });
  for (const last of lose) await expect(last(admin)).rejects.toMatchObject({ kind: 'conflict' });
});

async function deadlocks(): Promise<number> {
  await it.core.sql`select pg_stat_force_next_flush()`;
  const [row] = await it.core.sql<{ deadlocks: number }[]>`
    select deadlocks from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? -1;
}
