import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { goneCameras } from '../../src/core/cameras/recording/streams.ts';
import { setMember } from '../../src/core/organizations/members.ts';
import {
  changeOrganization,
  createOrganization,
  visibleOrganization,
} from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { openSession } from '../../src/core/sessions/sessions.ts';
import { changeUser, createUser, userById } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let it: TestCore;
beforeAll(async () => {
  it = await testCore();
});
afterAll(async () => await it.close());

const organization = async (title: string, more = {}) =>
  (await createOrganization(it.core, BILLING, { title, ...more })).id;
const trace = { requestId: 'r', dialect: 'test', address: '10.9.9.9', userAgent: undefined };

describe('an organization', () => {
  test('keeps the limits of its contract, and the audit tells them', async () => {
    const fields = {
      networks: ['10.20.0.7/16'],
      internalAddress: '10.20.0.1',
      liveViews: 4,
      archiveViews: 3,
      userLiveViews: 2,
      userArchiveViews: 0,
      smsPerMonth: 10,
      archiveSeconds: 86_400,
      notifyOutages: true,
    };
    const id = await organization('limits', fields);
    const kept = { ...fields, networks: ['10.20.0.0/16'] };
    expect(await visibleOrganization(it.core, BILLING, id)).toMatchObject(kept);
    await changeOrganization(it.core, BILLING, id, { liveViews: null, networks: [] });
    expect(await visibleOrganization(it.core, BILLING, id)).toMatchObject({ ...kept, liveViews: null, networks: [] });
    const [audit] = await it.core.sql`
      select changes from audit_change where object_kind = 'organization' and object_id = ${id} order by id desc limit 1`;
    expect(audit?.changes).toEqual({ liveViews: [4, null], networks: [['10.20.0.0/16'], []] });
  });

  test.each([
    { liveViews: -1 },
    { archiveSeconds: 1.5 },
    { smsPerMonth: 3e9 },
    { networks: ['10.0.0.0/40'] },
    { internalAddress: 'here' },
    { defaultPlanId: 77_777 },
  ])('refuses %j and names the field', async (wrong) => {
    const field = Object.keys(wrong)[0] ?? '';
    await expect(organization('wrong', wrong)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: { reason: expect.any(String) } },
    });
  });

  test('has its contract number alone, also when two ask at once', async () => {
    const id = await organization('first', { contractNumber: 'C-1' });
    await expect(organization('second', { contractNumber: 'C-1' })).rejects.toMatchObject({
      kind: 'conflict',
      details: { existingId: id },
    });
    await changeOrganization(it.core, BILLING, id, { contractNumber: 'C-1', note: 'the same again' });
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) => organization(`racer ${i}`, { contractNumber: 'C-2' })),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  test('takes cameras in its own networks alone, by address and by name', async () => {
    const organizationId = await organization('fenced', { networks: ['10.20.0.0/16'] });
    const camera = (streamUrl: string) => createCamera(it.core, BILLING, { organizationId, streamUrl });
    const { id } = await camera('rtsp://u:p@10.20.1.1/a');
    await camera('fake://clock');
    await camera('rtsp://nowhere.invalid/a');
    await expect(camera('rtsp://10.21.0.1/a')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(camera('rtsp://[fd00::1]/a')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(
      createCamera(it.core, BILLING, { organizationId, streamUrl: '', onvifUrl: 'http://10.21.0.1/onvif' }),
    ).rejects.toMatchObject({ kind: 'invalid', fields: { onvifUrl: { reason: 'address_outside' } } });
    await expect(changeCamera(it.core, BILLING, { id }, { streamUrl: 'rtsp://10.21.0.1/a' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    const elsewhere = await createCamera(it.core, BILLING, { streamUrl: 'rtsp://10.21.0.1/a' });
    await expect(changeCamera(it.core, BILLING, { id: elsewhere.id }, { organizationId })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await changeOrganization(it.core, BILLING, organizationId, { networks: ['192.168.0.0/24'] });
    const kept = await changeCamera(it.core, BILLING, { id }, { title: 'Gate', streamUrl: 'rtsp://u:p@10.20.1.1/a' });
    expect(kept.title).toBe('Gate');
  });

  test('goes with its users and cameras; those who belong elsewhere as well stay', async () => {
    const id = await organization('leaving');
    const other = await organization('staying');
    const user = async (login: string, at: number, more = {}) =>
      (await createUser(it.core, BILLING, { login, password: 'pw', ...more }, at)).id;
    const own = await user('leaving-own', id);
    const below = await user('leaving-below', id, { parentId: own });
    const guest = await user('staying-guest', other);
    await setMember(it.core, BILLING, id, guest, {});
    const camera = await createCamera(it.core, BILLING, { organizationId: id, streamUrl: 'fake://clock' });
    await openSession(it.core, own, trace);
    await expect(deleteOrganization(it.core, BILLING, id, { force: false })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await deleteOrganization(it.core, BILLING, id, { force: true, users: true });
    for (const gone of [own, below])
      await expect(userById(it.core, SYSTEM, gone)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await userById(it.core, SYSTEM, guest)).organizations).toEqual([{ id: other, title: 'staying' }]);
    expect(await it.core.sql`select from session where user_id = ${own}`).toHaveLength(0);
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await goneCameras(it.core.sql, [camera.id, 999_999], 24, later(29))).toEqual([999_999]);
    expect(await goneCameras(it.core.sql, [camera.id], 24, later(31))).toEqual([]);
    expect(await goneCameras(it.core.sql, [camera.id], 0, later(31))).toEqual([camera.id]);
  });
});

describe('a user', () => {
  test('belongs to the organization it was made under, and takes over what new users get there', async () => {
    const id = await organization('home', { notifyOutages: true });
    const user = await createUser(it.core, BILLING, { login: 'at-home' }, id);
    expect(user).toMatchObject({ homeOrganizationId: id, accountId: id, notifyOutages: true });
    const stray = await createUser(it.core, BILLING, { login: 'stray' });
    expect(stray).toMatchObject({ homeOrganizationId: null, accountAdministrator: false, notifyOutages: false });
  });

  test('administers its account or does not, and keeps the role when it moves', async () => {
    const from = await organization('from');
    const to = await organization('to', { userLimit: 1 });
    const { id } = await createUser(it.core, BILLING, { login: 'mover', accountAdministrator: true }, from);
    const camera = await createCamera(it.core, BILLING, { organizationId: from, streamUrl: 'fake://clock' });
    await it.core.sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source)
      values ('user', ${id}, 'device', ${camera.id}, 'device')`;
    const moved = await changeUser(it.core, BILLING, id, { homeOrganizationId: to });
    expect(moved).toMatchObject({ accountId: to, accountAdministrator: true, organizations: [{ id: to }] });
    expect(
      await it.core.sql`select object_id from access_grant where subject_kind = 'user' and subject_id = ${id}`,
    ).toEqual([{ objectId: to }]);
    const plain = await changeUser(it.core, BILLING, id, { accountAdministrator: false });
    expect(plain.accountAdministrator).toBe(false);
    const second = await createUser(it.core, BILLING, { login: 'second' }, from);
    await expect(changeUser(it.core, BILLING, second.id, { homeOrganizationId: to })).rejects.toMatchObject({
      kind: 'limit',
    });
    expect((await userById(it.core, SYSTEM, second.id)).accountId).toBe(from);
    await expect(changeUser(it.core, BILLING, second.id, { homeOrganizationId: 77_777 })).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  test('sets its own password once it has to; who may not change itself changes nothing', async () => {
    const { id } = await createUser(it.core, BILLING, {
      login: 'fresh',
      password: 'given',
      mustChangePassword: true,
      mayChangeProfile: false,
    });
    expect(await it.as(id)).toMatchObject({ mustChangePassword: true });
    await expect(changeUser(it.core, await it.as(id), id, { name: 'Else' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await changeUser(it.core, BILLING, id, { password: 'given again' });
    expect(await it.as(id)).toMatchObject({ mustChangePassword: true });
    await changeUser(it.core, await it.as(id), id, { password: 'chosen' });
    expect(await it.as(id)).toMatchObject({ mustChangePassword: false });
    await changeUser(it.core, BILLING, id, { passwordBy: 'backend' });
    await expect(changeUser(it.core, await it.as(id), id, { password: 'other' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});
