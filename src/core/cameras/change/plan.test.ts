import { expect, test } from 'vitest';
import { aView } from '../../../../test/support/camera-view.ts';
import { aGrant, aKey, aSubscriber, aUser, reasonOf } from '../../../../test/support/facts.ts';
import { parents } from '../../../../test/support/parents.ts';
import { EgressPolicy } from '../../egress/policy.ts';
import { Sealer } from '../../secrets/sealer.ts';
import type { CameraFields } from '../camera.ts';
import type { Parents } from '../placement.ts';
import { type Judge, moves, planChange } from './plan.ts';

const core = {
  clock: () => new Date('2026-01-01T00:00:00Z'),
  egress: new EgressPolicy({ allow: [] }),
  sealer: new Sealer(Buffer.alloc(32, 7)),
};
const billing: Judge = { core, actor: aKey, user: undefined };
/** Owns organization 2, where the camera stands. */
const owner: Judge = { core, actor: aSubscriber, user: { ...aUser, ownedOrganizations: [2] } };
const camera = { ...aView, organizationOwnerId: 3, folderId: 21, folderPath: [20, 21], presetId: 102 };
const planned = (judge: Judge, fields: CameraFields, named?: Parents) =>
  planChange(judge, { id: camera.id }, fields, camera, named);
const refused = (judge: Judge, fields: CameraFields, named?: Parents) => reasonOf(() => planned(judge, fields, named));

test('a change of the row writes its columns, and the audit keeps both values', () => {
  const { stored, changes, target } = planned(owner, { title: 'Yard' });
  expect(stored).toEqual({ title: 'Yard' });
  expect(changes).toEqual({ title: ['Gate', 'Yard'] });
  expect(target.organizationId).toBe(2);
});

test('who may not see the camera does not find it, who may only see it may not change it', () => {
  const stranger: Judge = { core, actor: { ...aSubscriber, id: 8 }, user: { ...aUser, id: 8 } };
  expect(refused(stranger, { title: 'Yard' })).toBe('camera_not_found');
  const grants = [{ ...aGrant, objectId: camera.id }];
  expect(refused({ ...stranger, user: { ...aUser, id: 8, grants } }, { title: 'Yard' })).toBe('camera_closed');
  const reader: Judge = { core, actor: { ...aSubscriber, administrator: true, readonly: true }, user: undefined };
  expect(refused(reader, { title: 'Yard' })).toBe('read_only');
});

test("what a subscriber's page echoes of the preset is no value of the camera's own; what a billing sends is", () => {
  expect(planned(owner, { archiveDays: 7, title: 'Yard' }).stored).toEqual({ title: 'Yard' });
  expect(planned(billing, { archiveDays: 7 }).stored).toEqual({ archiveDays: 7 });
});

test('another preset takes back what was set over the one before, and says how deep the archive is now', () => {
  const { stored, changes } = planned(billing, { presetId: 101 }, parents);
  expect(stored).toMatchObject({ presetId: 101, archiveDays: null, lockDays: null, visionAreas: null });
  expect(changes.presetTitle).toEqual(['Week', 'p101']);
  expect(planned(billing, { presetId: 101, archiveDays: 3 }, parents).stored.archiveDays).toBe(3);
});

test('a move to another organization lands in its root, and only for who may add cameras there', () => {
  const { target, stored } = planned(billing, { organizationId: 3, presetId: 103 }, parents);
  expect(target).toEqual({ organizationId: 3, folderId: 30, presetId: 103, siteId: null });
  expect(stored).toMatchObject({ organizationId: 3, folderId: 30, siteId: null });
  expect(refused(owner, { organizationId: 3 }, parents)).toBe('organizationId: organization_unknown');
  const member = {
    ...aUser,
    ownedOrganizations: [2],
    memberships: [{ organizationId: 3, editCameras: false, editUsers: true }],
  };
  const both: Judge = { core, actor: aSubscriber, user: member };
  expect(refused(both, { organizationId: 3, presetId: 100 }, parents)).toBe('cameras_closed');
});

test('an organization that is full takes no camera in from another, and keeps its own', () => {
  const full = (id: number) => {
    const organization = parents.organizations.get(id);
    if (!organization) throw new Error(`There is no organization ${id}`);
    return {
      ...parents,
      organizations: new Map([...parents.organizations, [id, { ...organization, cameraLimit: 1, cameraCount: 1 }]]),
    };
  };
  expect(refused(billing, { organizationId: 3, presetId: 103 }, full(3))).toBe('camera_limit');
  expect(refused(billing, { folderId: 20 }, full(2))).toBeUndefined();
});

test("a URL outside of the organization's networks is refused, also when it only moves there", () => {
  const inside = { ...camera, organizationNetworks: ['10.0.0.0/8'] };
  const change = (fields: CameraFields, named?: Parents) =>
    reasonOf(() => planChange(billing, { id: inside.id }, fields, inside, named));
  expect(change({ streamUrl: 'rtsp://192.168.0.1/1' })).toBe('streamUrl: address_outside');
  expect(change({ streamUrl: 'rtsp://10.0.0.7/1' })).toBeUndefined();
  const third = parents.organizations.get(3);
  const walled = {
    ...parents,
    organizations: new Map([...parents.organizations, [3, { ...third!, networks: ['192.168.0.0/16'] }]]),
  };
  expect(change({ organizationId: 3, presetId: 103 }, walled)).toBe('streamUrl: address_outside');
});

test('only a move needs the parents', () => {
  expect(moves({ title: 'Yard', enabled: false, archiveDays: 3 })).toBe(false);
  for (const field of ['organizationId', 'folderId', 'presetId', 'siteId'] as const)
    expect(moves({ [field]: 1 })).toBe(true);
});
