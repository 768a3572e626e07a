import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractsOfPhone, learnApartment, rowsOfPhone, stateOf } from '../../src/core/billing/answers.ts';
import { syncContracts } from '../../src/core/billing/synchronization.ts';
import { createLock } from '../../src/core/locks/operations.ts';
import { askAgain } from '../../src/jobs/contracts.ts';
import { type AskingServer, askingServer, contract, give, phoneUser, startedDatabase } from '../support/asking.ts';
import { SYSTEM } from '../support/core.ts';
import type { TestDatabase } from '../support/database.ts';
import { HttpBilling } from '../support/http-billing.ts';

const PHONE = '89103523378';
const HOUR = 3_600_000;

let billing: HttpBilling;
let database: TestDatabase;
let server: AskingServer;
const servers: AskingServer[] = [];

const another = async (config: object = billing.config()): Promise<AskingServer> => {
  const started = await askingServer(database, config);
  servers.push(started);
  return started;
};

beforeEach(async () => {
  billing = new HttpBilling();
  await billing.start();
  billing.contracts.set(101, { phones: [PHONE], open: true, paid: true, flat: 17 });
  billing.contracts.set(102, { phones: [PHONE], open: true, paid: true });
  database = await startedDatabase();
  server = await another(billing.config({ timeoutSeconds: 0.5 }));
});
afterEach(async () => {
  billing.release();
  for (const one of servers.splice(0)) await one.stop();
  await billing.stop();
  await database.drop();
});

const blocks = () =>
  database.sql`select o.outside_uid as uid, b.reason from block b join organization o on o.id = b.subject_id
    where b.source = 'connector' and b.subject_kind = 'organization' order by 1`;
const changes = async () => Number((await database.sql`select count(*)::int as n from audit_change`)[0]?.n);
const memberships = async (userId: number) =>
  (
    await database.sql`select o.outside_uid as uid from membership m join organization o on o.id = m.organization_id
      join access_grant g on g.subject_kind = 'user' and g.subject_id = m.user_id and g.object_kind = 'organization'
        and g.object_id = o.id and g.source = 'contract'
      where m.user_id = ${userId} order by 1`
  ).map(({ uid }) => uid);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: { kind?: string; message: string }) => error,
  );

describe('a question', () => {
  test('that many ask at once is asked once, and kept for its life', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => contractsOfPhone(server.core, 1, PHONE)));
    expect(new Set(answers.map((a) => a.map(({ uid }) => uid).join()))).toEqual(new Set(['101,102']));
    expect(billing.count('uidFrom')).toBe(1);
    server.pass(59_000);
    await contractsOfPhone(server.core, 1, PHONE);
    expect(billing.count('uidFrom')).toBe(1);
    server.pass(2_000);
    await contractsOfPhone(server.core, 1, PHONE);
    expect(billing.count('uidFrom')).toBe(2);
  });

  test('that finds nothing is answered all the same', async () => {
    expect(await contractsOfPhone(server.core, 1, '89990000000')).toEqual([]);
    expect(await contractsOfPhone(server.core, 1, '89990000000')).toEqual([]);
    expect(billing.count('uidFrom')).toBe(1);
    expect((await rowsOfPhone(server.core, 1, '89990000000')).answer).toEqual([]);
  });

  test('makes each contract that it names once, however many servers ask', async () => {
    const others = await Promise.all([another(), another(), another()]);
    await Promise.all([server, ...others].map(({ core }) => contractsOfPhone(core, 1, PHONE)));
    expect(
      await database.sql`select outside_uid as uid from organization where outside_uid is not null order by 1`,
    ).toEqual([{ uid: '101' }, { uid: '102' }]);
  });
});

describe('what a billing says of a contract', () => {
  test('bars it and lifts the bar, and writes nothing while it says the same', async () => {
    await contract(server.core, '101');
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ state: 'paid', stale: false });
    expect(await blocks()).toEqual([]);
    const before = await changes();
    billing.contracts.set(101, { phones: [PHONE], open: true, paid: false });
    server.pass(61_000);
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ state: 'unpaid' });
    expect(await blocks()).toEqual([{ uid: '101', reason: 'unpaid' }]);
    for (let i = 0; i < 3; i++) {
      server.pass(61_000);
      await stateOf(server.core, 1, '101');
    }
    expect(await changes()).toBe(before + 1);
    billing.contracts.set(101, { phones: [PHONE], open: false, paid: true });
    server.pass(61_000);
    await stateOf(server.core, 1, '101');
    expect(await blocks()).toEqual([{ uid: '101', reason: 'off' }]);
    billing.contracts.set(101, { phones: [PHONE], open: true, paid: true });
    server.pass(61_000);
    await stateOf(server.core, 1, '101');
    expect(await blocks()).toEqual([]);
    const [last] = await database.sql`
      select actor_kind, dialect, changes from audit_change where changes ? 'block.connector' order by id desc limit 1`;
    expect(last).toEqual({ actorKind: 'system', dialect: 'connector', changes: { 'block.connector': ['off', null] } });
  });

  test('device by device suspends the rights on those alone', async () => {
    const byDevice = await another(billing.config({}, true));
    const { core } = byDevice;
    const locks = await Promise.all([1, 2, 3].map(() => createLock(core, SYSTEM, { title: 'Door' })));
    const [a, b, c] = locks
      .map(({ id }) => id)
      .sort((x, y) => x - y)
      .map(String) as [string, string, string];
    await give(
      core,
      '101',
      locks.map(({ id }) => id),
    );
    const suspended = () =>
      database.sql`select object_id::text as id, suspended from access_grant where source = 'contract' order by object_id`;
    billing.contracts.set(101, { phones: [], open: true, paid: true, devices: { [a]: 2, [b]: 1, [c]: 0 } });
    const state = await stateOf(core, 1, '101');
    expect(state).toMatchObject({
      state: 'paid',
      devices: new Map([
        [Number(a), 'paid'],
        [Number(b), 'unpaid'],
        [Number(c), 'off'],
      ]),
    });
    expect(await suspended()).toEqual([
      { id: a, suspended: null },
      { id: b, suspended: 'unpaid' },
      { id: c, suspended: 'off' },
    ]);
    expect(await blocks()).toEqual([]);
    // A device that is given later is asked for at once, whatever is kept.
    const late = await createLock(core, SYSTEM, { title: 'Gate' });
    await give(core, '101', [late.id]);
    billing.contracts.set(101, {
      phones: [],
      open: true,
      paid: true,
      devices: { [a]: 2, [b]: 2, [c]: 2, [late.id]: 1 },
    });
    await stateOf(core, 1, '101');
    expect((await suspended()).map((row) => row.suspended)).toEqual([null, null, null, 'unpaid']);
  });

  test('is heard without anybody asking while its people are there', async () => {
    const user = await phoneUser(server.core, PHONE);
    await syncContracts(server.core, user);
    billing.contracts.set(101, { phones: [PHONE], open: true, paid: false });
    server.pass(61_000);
    expect(await askAgain(server.core)).toBeGreaterThan(0);
    expect(await blocks()).toEqual([{ uid: '101', reason: 'unpaid' }]);
    expect(await askAgain(server.core)).toBe(0);
    server.pass(25 * HOUR);
    expect(await askAgain(server.core)).toBe(0);
  });
});

describe('a billing that cannot be asked', () => {
  test.each(['cut', 'page', 'broken', 'nonsense', 'silent'] as const)(
    '(%s) changes nothing: what it said last counts',
    async (mood) => {
      await contract(server.core, '101');
      const said = await stateOf(server.core, 1, '101');
      billing.contracts.set(101, { phones: [PHONE], open: true, paid: false });
      billing.mood = mood;
      server.pass(61_000);
      const known = await stateOf(server.core, 1, '101');
      expect(known).toEqual({ state: 'paid', asOf: said.asOf, stale: true });
      expect(await refusal(stateOf(server.core, 1, '102'))).toMatchObject({ kind: 'unavailable' });
      expect(await refusal(rowsOfPhone(server.core, 1, PHONE))).toMatchObject({ kind: 'unavailable' });
      expect(await blocks()).toEqual([]);
      billing.release();
      billing.mood = 'well';
      server.pass(61_000);
      expect(await stateOf(server.core, 1, '101')).toMatchObject({ state: 'unpaid', stale: false });
      expect(await blocks()).toEqual([{ uid: '101', reason: 'unpaid' }]);
    },
  );

  test('is trusted for three days, over a restart too, and then no more', async () => {
    await contract(server.core, '101');
    await stateOf(server.core, 1, '101');
    billing.mood = 'cut';
    const restarted = await another();
    restarted.pass(71 * HOUR);
    expect(await stateOf(restarted.core, 1, '101')).toMatchObject({ state: 'paid', stale: true });
    restarted.pass(2 * HOUR);
    const error = await refusal(stateOf(restarted.core, 1, '101'));
    expect(error).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('billing cannot be asked') });
    expect(await blocks()).toEqual([]);
  });

  test('is left alone after five failures but for one question now and then', async () => {
    await contract(server.core, '101');
    await stateOf(server.core, 1, '101');
    billing.mood = 'broken';
    server.pass(61_000);
    for (let i = 0; i < 5; i++) await refusal(stateOf(server.core, 1, `90${i}`));
    const asked = billing.asked.length;
    await Promise.all(Array.from({ length: 20 }, (_, i) => refusal(stateOf(server.core, 1, `80${i}`))));
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ stale: true });
    expect(billing.asked.length).toBe(asked);
    server.pass(5_001);
    await Promise.all(Array.from({ length: 20 }, (_, i) => refusal(stateOf(server.core, 1, `80${i}`))));
    expect(billing.asked.length).toBe(asked + 1);
    expect(server.core.connector?.health).toMatchObject({
      healthy: false,
      lastError: { message: expect.stringContaining('500') },
    });
    billing.mood = 'well';
    server.pass(5_001);
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ stale: false });
    expect(server.core.connector?.health.healthy).toBe(true);
  });

  test('is not taken to be down because it does not know some contracts', async () => {
    await contract(server.core, '101');
    billing.mood = 'missing';
    for (let i = 0; i < 6; i++) await refusal(stateOf(server.core, 1, `70${i}`));
    expect(server.core.connector?.isDown).toBe(false);
    expect(server.core.connector?.health.lastError?.message).toMatch(
      /camsActiv: the billing answers 404.*no such contract/,
    );
    billing.mood = 'well';
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ state: 'paid', stale: false });
  });

  test('is asked by one server for all', async () => {
    await stateOf(server.core, 1, '101');
    const other = await another();
    expect(await stateOf(other.core, 1, '101')).toMatchObject({ state: 'paid', stale: false });
    expect(billing.count('camsActiv')).toBe(1);
  });

  test('an answer that comes late does not undo a later one', async () => {
    await contract(server.core, '101');
    const patient = await another(billing.config({ timeoutSeconds: 30 }));
    billing.mood = 'silent';
    const late = stateOf(patient.core, 1, '101');
    await expect.poll(() => billing.count('camsActiv')).toBe(1);
    billing.mood = 'well';
    billing.contracts.set(101, { phones: [PHONE], open: true, paid: false });
    server.pass(10);
    expect(await stateOf(server.core, 1, '101')).toMatchObject({ state: 'unpaid' });
    billing.release();
    await late;
    expect(await blocks()).toEqual([{ uid: '101', reason: 'unpaid' }]);
    const [stored] =
      await database.sql`select answer from connector_answer where question = 'state' and subject = '101'`;
    expect(stored?.answer).toEqual({ state: 'unpaid' });
  });
});

describe('a user of a telephone', () => {
  test('belongs to the contracts that the billing names, and to those that it names no longer not', async () => {
    const user = await phoneUser(server.core, PHONE);
    const synced = await syncContracts(server.core, user);
    expect(synced).toMatchObject({ stale: false, contracts: [{ uid: '101' }, { uid: '102' }] });
    expect(await memberships(user)).toEqual(['101', '102']);
    expect(await database.sql`select flat, apartment from organization where outside_uid = '101'`).toEqual([
      { flat: '17', apartment: 17 },
    ]);
    billing.contracts.set(102, { phones: [], open: true, paid: true });
    server.pass(61_000);
    billing.mood = 'page';
    expect(await syncContracts(server.core, user)).toMatchObject({ stale: true });
    expect(await memberships(user)).toEqual(['101', '102']);
    billing.mood = 'well';
    server.pass(61_000);
    await syncContracts(server.core, user);
    expect(await memberships(user)).toEqual(['101']);
    expect(await database.sql`select from membership where user_id = ${user}`).toHaveLength(1);
  });

  test('hears of a new contract whoever asked for it', async () => {
    const user = await phoneUser(server.core, PHONE);
    await syncContracts(server.core, user);
    billing.contracts.set(103, { phones: [PHONE], open: true, paid: true });
    server.pass(61_000);
    await contractsOfPhone(server.core, 1, PHONE);
    expect(await memberships(user)).toEqual(['101', '102', '103']);
  });

  test('keeps a membership in which the provider gave more', async () => {
    const user = await phoneUser(server.core, PHONE);
    const id = await contract(server.core, '102');
    await database.sql`insert into membership (organization_id, user_id, edit_cameras) values (${id}, ${user}, true)`;
    await syncContracts(server.core, user);
    billing.contracts.delete(102);
    server.pass(61_000);
    await syncContracts(server.core, user);
    expect(
      await database.sql`select edit_cameras from membership where user_id = ${user} and organization_id = ${id}`,
    ).toEqual([{ editCameras: true }]);
    expect(await memberships(user)).toEqual(['101']);
  });

  test('and nobody is taken for somebody else while a billing is down that was never asked', async () => {
    billing.mood = 'cut';
    const user = await phoneUser(server.core, PHONE);
    expect(await refusal(syncContracts(server.core, user))).toMatchObject({ kind: 'unavailable' });
    expect(await memberships(user)).toEqual([]);
  });

  test('in a flat with a letter has it noted with the number that panels know, and the log says so', async () => {
    await syncContracts(server.core, await phoneUser(server.core, PHONE));
    const told: unknown[][] = [];
    const log = {
      ...server.core.log,
      info: (...entry: unknown[]) => void told.push(entry),
      warn: (...entry: unknown[]) => void told.push(entry),
    };
    const core = { ...server.core, log };
    const learn = async (flat: string) => {
      billing.contracts.set(101, { phones: [PHONE], open: true, paid: true, flat });
      server.pass(25 * 3_600_000);
      await learnApartment(core, 1, '101').catch(() => undefined);
      return (await database.sql`select flat, apartment from organization where outside_uid = '101'`)[0];
    };
    expect(await learn('кв. 11а')).toEqual({ flat: '11а', apartment: 11 });
    expect(told).toContainEqual([
      { uid: '101', flat: '11а', apartment: 11 },
      'flat with a letter: panels get its keys for the number in front',
    ]);
    expect(await learn('12-1')).toEqual({ flat: '12-1', apartment: 12 });
    // What is not understood is named as that, and takes nothing away.
    expect(await learn('подвал')).toEqual({ flat: '12-1', apartment: 12 });
    expect(told.at(-1)).toEqual([
      expect.objectContaining({
        question: 'apartment',
        reason: expect.stringContaining('column flat: is "подвал", and no flat'),
      }),
      'the answer of the billing is not understood',
    ]);
  });
});
