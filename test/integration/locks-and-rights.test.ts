import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setBlock } from '../../src/core/blocks/blocks.ts';
import { blockLock, blockOrganization } from '../../src/core/blocks/operations.ts';
import { createCamera, deleteCamera } from '../../src/core/cameras/operations.ts';
import { devicesOf, giveDevices, takeDevices } from '../../src/core/contracts/devices.ts';
import type { Core } from '../../src/core/core.ts';
import { lockDecision } from '../../src/core/doors/access.ts';
import { explainLock } from '../../src/core/doors/explain.ts';
import { doorsOf } from '../../src/core/doors/mine.ts';
import { createDoor, doorById } from '../../src/core/doors/operations.ts';
import { changeLock, createLock, deleteLock, lockById } from '../../src/core/locks/operations.ts';
import { setMember } from '../../src/core/organizations/members.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { panelOf, setPanel } from '../../src/core/panels/operations.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { write } from '../../src/core/write.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let bed: TestCore;
let core: Core;
beforeAll(async () => {
  bed = await testCore();
  core = bed.core;
});
afterAll(async () => await bed.close());

const camera = async (title: string) => await createCamera(core, SYSTEM, { title, streamUrl: 'fake://clock' });
const audits = async (kind: string, id: number) =>
  await core.sql<{ action: string; changes: Record<string, unknown> }[]>`
    select action, changes from audit_change where object_kind = ${kind} and object_id = ${id} order by id`;
const grants = async (id: number) =>
  (await core.sql`select from access_grant where object_kind = 'device' and object_id = ${id}`).length;

describe('rights of a contract', () => {
  test('64 writers on a uid that nobody knew make one contract, with one audit, one root folder and each right once', async () => {
    const devices = [
      (await camera('A')).id,
      (await camera('B')).id,
      (await createLock(core, SYSTEM, { title: 'L' })).id,
    ];
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) =>
        giveDevices(core, BILLING, { uid: '64064' }, [...devices.slice(i % 3), devices[i % 2] ?? 0], {
          title: 'Contract 64064',
        }),
      ),
    );
    const ids = new Set(answers.map(({ organizationId }) => organizationId));
    expect(ids.size).toBe(1);
    const [id = 0] = ids;
    expect((await audits('organization', id)).filter(({ action }) => action === 'create')).toHaveLength(1);
    expect(await core.sql`select from folder where organization_id = ${id}`).toHaveLength(1);
    expect((await devicesOf(core, BILLING, { uid: '64064' })).map((d) => [d.id, d.kind])).toEqual(
      devices.map((device, i) => [device, i === 2 ? 'lock' : 'camera']),
    );
    const noted = (await audits('organization', id)).flatMap(
      ({ changes }) => (changes.devices as number[][] | undefined)?.[1] ?? [],
    );
    expect(noted.sort((a, b) => a - b)).toEqual(devices);
  });

  test('giving and taking at once end in what some order of them gives, and never in a half', async () => {
    const devices = await Promise.all(['1', '2', '3', '4'].map(async (title) => (await camera(title)).id));
    await giveDevices(core, BILLING, { uid: 'race' }, devices);
    const both = Array.from({ length: 32 }, (_, i) =>
      i % 2 === 0
        ? giveDevices(core, BILLING, { uid: 'race' }, devices)
        : takeDevices(core, BILLING, { uid: 'race' }, [...devices].reverse()),
    );
    expect((await Promise.allSettled(both)).filter(({ status }) => status === 'rejected')).toEqual([]);
    expect([0, 4]).toContain((await devicesOf(core, BILLING, { uid: 'race' })).length);
  });

  test('a device that is deleted while it is given leaves no right behind', async () => {
    const cameras = await Promise.all(Array.from({ length: 12 }, async (_, i) => (await camera(`D${i}`)).id));
    const locks = await Promise.all(Array.from({ length: 12 }, async () => (await createLock(core, SYSTEM, {})).id));
    const ids = [...cameras, ...locks];
    await Promise.all([
      ...ids.map(async (id, i) => await giveDevices(core, BILLING, { uid: `d-${i % 3}` }, [id])),
      ...cameras.map(async (id) => await deleteCamera(core, SYSTEM, { id })),
      ...locks.map(async (id) => await deleteLock(core, SYSTEM, id)),
    ]);
    expect(
      await core.sql`select object_id from access_grant where object_kind = 'device' and object_id = any(${ids})`,
    ).toEqual([]);
  });

  test('a contract that is deleted while it is given devices is there as a whole or not at all', async () => {
    const device = (await camera('E')).id;
    for (let round = 0; round < 5; round++) {
      const uid = `gone-${round}`;
      const { organizationId } = await giveDevices(core, BILLING, { uid }, []);
      await Promise.all([
        deleteOrganization(core, SYSTEM, organizationId, { force: true }),
        ...Array.from({ length: 6 }, () => giveDevices(core, BILLING, { uid }, [device])),
      ]);
      const there = await core.sql<{ id: number }[]>`select id from organization where outside_uid = ${uid}`;
      expect(there.length).toBeLessThanOrEqual(1);
      const rights = await core.sql`
        select from access_grant where subject_kind = 'organization' and subject_id = ${organizationId}`;
      expect(rights).toHaveLength(there[0]?.id === organizationId ? 1 : 0);
      if (there[0]) expect(await core.sql`select from folder where organization_id = ${there[0].id}`).toHaveLength(1);
    }
  });

  test('unknown ids are told and kept out; one that is gone hides none of the others', async () => {
    const here = await camera('Here');
    const gone = await camera('Gone');
    const [foreign] = await core.sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
    const [organization] = await core.sql<{ id: number }[]>`
      insert into organization (domain_id, title) values (${foreign?.id ?? 0}, 'Other') returning id`;
    const [lock] = await core.sql<{ id: number }[]>`
      insert into lock (domain_id, organization_id) values (${foreign?.id ?? 0}, ${organization?.id ?? 0}) returning id`;
    const asked = [gone.id, here.id, here.id, 999_999, 0, -1, 2 ** 40, 1.5, lock?.id ?? 0];
    const answer = await giveDevices(core, BILLING, { uid: 'u-1' }, asked);
    expect(answer).toMatchObject({ given: [here.id, gone.id], unknown: [999_999, 0, -1, 2 ** 40, 1.5, lock?.id] });
    await core.sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source)
      values ('organization', ${answer.organizationId}, 'device', 888888, 'contract')`;
    await deleteCamera(core, SYSTEM, { id: gone.id });
    expect(await grants(gone.id)).toBe(0);
    expect(await devicesOf(core, BILLING, { uid: 'u-1' })).toEqual([
      { id: here.id, kind: 'camera', title: 'Here', suspended: null },
    ]);
    expect(await takeDevices(core, BILLING, { uid: 'u-1' }, [888_888, 5])).toMatchObject({ taken: [888_888] });
    expect(await takeDevices(core, BILLING, { uid: 'nobody' }, [5])).toEqual({ organizationId: undefined, taken: [] });
    expect(await devicesOf(core, BILLING, { uid: 'nobody' })).toEqual([]);
  });

  test('giving again leaves what the billing suspended, and a known contract is taken as it is', async () => {
    const device = (await camera('S')).id;
    const known = await createOrganization(core, SYSTEM, { title: 'Known', outsideUid: '777' });
    expect((await giveDevices(core, BILLING, { uid: '777' }, [device])).organizationId).toBe(known.id);
    await core.sql`update access_grant set suspended = 'unpaid' where object_id = ${device} and object_kind = 'device'`;
    await giveDevices(core, BILLING, known.id, [device], { title: 'Other title' });
    expect(await devicesOf(core, SYSTEM, known.id)).toMatchObject([{ id: device, suspended: 'unpaid' }]);
    const [row] = await core.sql`select title from organization where id = ${known.id}`;
    expect(row?.title).toBe('Known');
  });

  test('a uid has 1 to 255 characters, and a contract of another id is not found', async () => {
    for (const uid of ['', ' ', 'x'.repeat(256)])
      await expect(giveDevices(core, BILLING, { uid }, [])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(giveDevices(core, BILLING, 2_000_000, [])).rejects.toMatchObject({ kind: 'not_found' });
    await expect(devicesOf(core, BILLING, 2_000_000)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('what a subscriber may open', () => {
  const someone = async (login: string) => {
    const contract = await createOrganization(core, SYSTEM, { title: login });
    const user = await createUser(core, SYSTEM, { login, password: 'pw' }, contract.id);
    await setMember(core, SYSTEM, contract.id, user.id, {});
    return { contract, user };
  };
  const entrance = async (title: string) => {
    const seen = await camera(`${title} camera`);
    await setPanel(core, SYSTEM, seen.id, { model: 'beward', address: '10.1.2.3' });
    const lock = await createLock(core, SYSTEM, { title, postalAddress: 'Berry, 7' });
    const door = await createDoor(core, SYSTEM, {
      lockId: lock.id,
      cameraId: seen.id,
      name: title,
      command: 'fake://door',
    });
    return { camera: seen, lock, door };
  };

  test('the doors of the contract, with the contract and the camera that it was given too', async () => {
    const { contract, user } = await someone('ann');
    const at = await entrance('Entrance 1');
    await entrance('Of somebody else');
    await giveDevices(core, BILLING, contract.id, [at.lock.id, at.camera.id]);
    const mine = await doorsOf(core, await bed.as(user.id));
    expect(mine).toMatchObject([
      {
        id: at.door.id,
        name: 'Entrance 1',
        address: 'Berry, 7',
        lockId: at.lock.id,
        camera: { id: at.camera.id },
        contracts: [{ organizationId: contract.id, title: 'ann' }],
        open: true,
        barred: null,
      },
    ]);
    await takeDevices(core, BILLING, contract.id, [at.camera.id]);
    expect((await doorsOf(core, await bed.as(user.id)))[0]).toMatchObject({ camera: null, open: true });
    await takeDevices(core, BILLING, contract.id, [at.lock.id]);
    expect(await doorsOf(core, await bed.as(user.id))).toEqual([]);
    await expect(lockDecision(core, await bed.as(user.id), at.lock.id)).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('what is not paid is told as that: by contract, and by device', async () => {
    const { contract, user } = await someone('bob');
    const at = await entrance('Gate');
    await giveDevices(core, BILLING, contract.id, [at.lock.id]);
    const pay = async (reason: string | undefined) =>
      await blockOrganization(core, SYSTEM, contract.id, { source: 'connector', reason });
    await pay('unpaid');
    const [shut] = await doorsOf(core, await bed.as(user.id));
    expect(shut).toMatchObject({
      open: false,
      barred: { source: 'connector', reason: 'unpaid', since: expect.any(Date) },
      contracts: [{ organizationId: contract.id }],
    });
    const { decision } = await explainLock(core, SYSTEM, at.lock.id, user.id);
    expect(decision.reasons).toContainEqual(
      expect.objectContaining({ kind: 'block', on: 'organization', source: 'connector', reason: 'unpaid' }),
    );
    await pay(undefined);
    expect(await lockDecision(core, await bed.as(user.id), at.lock.id)).toMatchObject({ open: true, barred: null });
    await write(core, SYSTEM, { type: 'settings.change' }, async (tx) => {
      await tx.sql`update access_grant set suspended = 'off' where object_kind = 'device' and object_id = ${at.lock.id}`;
      tx.touched('organization', contract.id);
    });
    expect(await lockDecision(core, await bed.as(user.id), at.lock.id)).toMatchObject({
      open: false,
      barred: { source: 'connector', reason: 'off', since: null },
    });
    // What the subscriber can set right is told before what somebody did by hand.
    const actor = await bed.as(user.id);
    await blockOrganization(core, SYSTEM, contract.id, { source: 'administrator', reason: 'asked for' });
    expect((await lockDecision(core, actor, at.lock.id)).barred).toMatchObject({ reason: 'off' });
    await blockOrganization(core, SYSTEM, contract.id, { source: 'administrator', reason: undefined });
    // A second contract that is paid opens it all the same.
    const other = await createOrganization(core, SYSTEM, { title: 'paid' });
    await setMember(core, SYSTEM, other.id, user.id, {});
    await giveDevices(core, BILLING, other.id, [at.lock.id]);
    expect(await lockDecision(core, await bed.as(user.id), at.lock.id)).toMatchObject({
      open: true,
      organizationIds: [other.id],
    });
  });

  test('a block on the lock bars everybody, and is told as one of the lock', async () => {
    const { contract, user } = await someone('eve');
    const at = await entrance('Yard');
    await giveDevices(core, BILLING, contract.id, [at.lock.id]);
    await blockLock(core, SYSTEM, at.lock.id, { source: 'administrator', reason: 'repair' });
    expect(await doorsOf(core, await bed.as(user.id))).toMatchObject([
      { open: false, barred: { source: 'administrator', reason: 'repair' } },
    ]);
    expect(await lockDecision(core, SYSTEM, at.lock.id)).toMatchObject({ open: false });
    expect((await explainLock(core, SYSTEM, at.lock.id, user.id)).decision.reasons).toContainEqual(
      expect.objectContaining({ text: 'The lock is blocked by administrator: repair' }),
    );
    expect((await audits('lock', at.lock.id)).at(-1)?.changes).toEqual({ 'block.administrator': [null, 'repair'] });
    await expect(
      blockLock(core, await bed.as(user.id), at.lock.id, { source: 'owner', reason: '' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await blockLock(core, SYSTEM, at.lock.id, { source: 'administrator', reason: undefined });
    expect((await doorsOf(core, await bed.as(user.id)))[0]?.open).toBe(true);
  });
});

describe('what goes with what', () => {
  test('a lock takes its doors, rights and blocks with it', async () => {
    const lock = await createLock(core, SYSTEM, { title: 'Old', enabled: false });
    expect(lock.blocks).toHaveLength(1);
    const door = await createDoor(core, SYSTEM, { lockId: lock.id, name: 'Old door' });
    await giveDevices(core, BILLING, { uid: 'old' }, [lock.id]);
    await deleteLock(core, SYSTEM, lock.id);
    await expect(lockById(core, SYSTEM, lock.id)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(doorById(core, SYSTEM, door.id)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await grants(lock.id)).toBe(0);
    expect(await core.sql`select from block where subject_kind = 'device' and subject_id = ${lock.id}`).toEqual([]);
    expect((await audits('door', door.id)).at(-1)).toMatchObject({ action: 'delete' });
    expect((await audits('lock', lock.id)).at(-1)).toMatchObject({ action: 'delete' });
  });

  test('a camera takes its panel and its doors with it, and the lock stays', async () => {
    const seen = await camera('Intercom');
    await setPanel(core, SYSTEM, seen.id, { model: 'sokol' });
    const lock = await createLock(core, SYSTEM, { title: 'Stays' });
    const door = await createDoor(core, SYSTEM, { lockId: lock.id, cameraId: seen.id });
    await deleteCamera(core, SYSTEM, { id: seen.id });
    await expect(doorById(core, SYSTEM, door.id)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(panelOf(core, SYSTEM, seen.id)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await lockById(core, SYSTEM, lock.id)).title).toBe('Stays');
    expect((await audits('door', door.id)).at(-1)).toMatchObject({ action: 'delete' });
  });

  test('an organization is deleted with its locks, and by force alone', async () => {
    const organization = await createOrganization(core, SYSTEM, { title: 'Gone' });
    const lock = await createLock(core, SYSTEM, { title: 'Its', organizationId: organization.id });
    await giveDevices(core, BILLING, { uid: 'neighbour' }, [lock.id]);
    await core.sql.begin(async (tx) => await setBlock(tx, 'device', lock.id, 'administrator', true));
    await expect(deleteOrganization(core, SYSTEM, organization.id, { force: false })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('1 locks'),
    });
    await deleteOrganization(core, SYSTEM, organization.id, { force: true });
    expect(await grants(lock.id)).toBe(0);
    expect(await core.sql`select from block where subject_kind = 'device' and subject_id = ${lock.id}`).toEqual([]);
    expect((await audits('lock', lock.id)).at(-1)).toMatchObject({ action: 'delete' });
  });

  test('a lock that goes to another contract stays with those that were given it, within the networks of the new one', async () => {
    const narrow = await createOrganization(core, SYSTEM, { title: 'Narrow', networks: ['10.9.0.0/16'] });
    const lock = await createLock(core, SYSTEM, { title: 'Moves' });
    const door = await createDoor(core, SYSTEM, { lockId: lock.id, command: 'http://10.1.0.1/open' });
    await giveDevices(core, BILLING, { uid: 'keeps' }, [lock.id]);
    await expect(changeLock(core, SYSTEM, lock.id, { organizationId: narrow.id })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await core.sql`update door set command = 'http://10.9.0.1/open' where id = ${door.id}`;
    expect((await changeLock(core, SYSTEM, lock.id, { organizationId: narrow.id })).organizationTitle).toBe('Narrow');
    expect(await grants(lock.id)).toBe(1);
  });
});
