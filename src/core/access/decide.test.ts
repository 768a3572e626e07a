import { describe, expect, test } from 'vitest';
import { aCamera, aGrant, aUser } from '../../../test/support/facts.ts';
import { decide } from './decide.ts';
import type { CameraFacts, Grant, UserFacts } from './facts.ts';

const now = new Date('2026-01-01T00:00:00Z');
const camera: CameraFacts = aCamera;
const user: UserFacts = aUser;
const grant: Grant = { ...aGrant, objectKind: 'folder', objectId: 10, live: true, snapshot: true, source: 'folder' };
const rightsOf = (facts: Partial<UserFacts>, of: Partial<CameraFacts> = {}) =>
  decide({ ...user, ...facts }, { ...camera, ...of }, now).rights;

test('a grant on a folder covers all below it; rights of several grants add up', () => {
  expect(rightsOf({ grants: [grant] }).view).toBe(true);
  expect(rightsOf({ grants: [{ ...grant, objectId: 12 }] }).view).toBe(false);
  const both = rightsOf({
    grants: [
      { ...grant, archive: true, archiveDepthSeconds: 60 },
      { ...grant, id: 2, archive: true, archiveDepthSeconds: 600, ptz: true },
    ],
  });
  expect([both.archive, both.archiveDepthSeconds, both.ptz]).toEqual([true, 600, true]);
});

test('editing is not viewing', () => {
  const rights = rightsOf({ memberships: [{ organizationId: 2, editCameras: true, editUsers: true }] });
  expect([rights.edit, rights.view]).toEqual([true, false]);
});

test("the archive is as deep as the preset, a grant's limit cuts it further", () => {
  expect(rightsOf({ grants: [{ ...grant, archive: true }] }).archiveDepthSeconds).toBe(172_800);
  expect(rightsOf({ grants: [{ ...grant, archive: true, archiveDepthSeconds: 60 }] }).archiveDepthSeconds).toBe(60);
});

test('a sub-user has at most what its owner has, and is closed with it', () => {
  const parent: UserFacts = {
    ...user,
    id: 4,
    login: 'above',
    grants: [{ ...grant, ptz: false }],
    blocks: [{ source: 'billing', reason: 'unpaid', since: now }],
  };
  const decision = decide({ ...user, parent, grants: [{ ...grant, ptz: true, archive: true }] }, camera, now);
  expect([decision.rights.view, decision.rights.ptz, decision.rights.archive, decision.open]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(decision.reasons.map((r) => r.text)).toContain("The sub-user's owner is blocked by billing: unpaid");
  expect(decision.reasons).toContainEqual(
    expect.objectContaining({ on: 'owner', source: 'billing', reason: 'unpaid' }),
  );
});

test('read-only takes editing from owners and administrators, not viewing', () => {
  expect(rightsOf({ id: 9, readonly: true })).toMatchObject({ view: true, edit: false });
  expect(rightsOf({ administrator: true, readonly: true })).toMatchObject({ view: true, edit: false });
});

test('nobody sees into another domain, administrators neither', () => {
  expect(rightsOf({ administrator: true, domainId: 2 }).view).toBe(false);
});

test('an organization that is blocked shares nothing, and what starts later gives nothing yet', () => {
  expect(rightsOf({ grants: [{ ...grant, viaOrganizationId: 7, viaBlocked: true }] }).view).toBe(false);
  expect(rightsOf({ grants: [{ ...grant, validFrom: new Date('2026-02-01') }] }).view).toBe(false);
});

test('archive, pictures and settings may be given without the live picture', () => {
  const archived = { ...grant, live: false, archive: true };
  expect(rightsOf({ grants: [archived] })).toMatchObject({ view: true, live: false, archive: true });
  expect(rightsOf({ grants: [archived, { ...grant, id: 2 }] }).live).toBe(true);
  const parent = { ...user, id: 4, grants: [archived] };
  expect(rightsOf({ parent, grants: [{ ...grant, archive: true }] })).toMatchObject({ live: false, archive: true });
});

test('a share reaches the owner and whoever holds a grant on the whole organization, no other member', () => {
  const shared = [{ ...grant, source: 'share', viaOrganizationId: 7, archive: true, edit: false }];
  const memberships = [{ organizationId: 7, editCameras: true, editUsers: true }];
  expect(rightsOf({ shared, memberships }).view).toBe(false);
  expect(rightsOf({ shared, ownedOrganizations: [7] })).toMatchObject({ live: true, archive: true, edit: false });
  const whole: Grant = { ...grant, objectKind: 'organization', objectId: 7, edit: true };
  expect(rightsOf({ shared, grants: [whole] })).toMatchObject({ live: true, archive: false, edit: false });
});

test('a grant through an organization gives what was shared with it at most, and falls with the share', () => {
  const through = { ...grant, archive: true, edit: true, throughOrganizationId: 7 };
  const share = { ...grant, source: 'share', viaOrganizationId: 7, archive: true };
  expect(rightsOf({ grants: [through] }).view).toBe(false);
  expect(rightsOf({ grants: [through], shared: [share] })).toMatchObject({ live: true, archive: true, edit: false });
  expect(rightsOf({ grants: [through], shared: [{ ...share, viaBlocked: true }] }).view).toBe(false);
  expect(rightsOf({ grants: [through], shared: [{ ...share, viaOrganizationId: 8 }] }).view).toBe(false);
  expect(rightsOf({ grants: [through], shared: [{ ...share, objectId: 12 }] }).view).toBe(false);
});

test("a lock of the user's own contract shuts the user and its sub-users out, whatever they were given", () => {
  const locked = {
    ...user,
    grants: [grant],
    signInBlocks: [{ source: 'billing' as const, reason: 'debt', since: now }],
  };
  const decision = decide(locked, camera, now);
  expect([decision.rights.live, decision.open]).toEqual([true, false]);
  expect(decision.reasons).toContainEqual(expect.objectContaining({ on: 'sign_in', reason: 'debt' }));
  expect(decide({ ...user, id: 8, parent: locked, grants: [grant] }, camera, now).open).toBe(false);
});

describe('an intercom that is restricted', () => {
  const intercom = { ...camera, restrictLive: true, restrictArchive: true };
  const full = { live: true, archive: true, download: true, snapshot: true, actions: true };
  const of = (source: string) => ({ ...aGrant, ...full, objectId: camera.id, viaOrganizationId: 7, source });

  test.each(['apartment', 'contract'])('opens to residents, and shows them nothing: %s', (source) => {
    const { rights, reasons } = decide({ ...aUser, grants: [of(source)] }, intercom, now);
    expect(rights).toMatchObject({ view: true, actions: true, live: false, archive: false, download: false });
    expect(reasons.filter(({ kind }) => kind === 'intercom').map(({ reason }) => reason)).toEqual(['live', 'archive']);
  });

  test('shows what another right gives, and itself to its owner and the staff', () => {
    const more = { ...aGrant, ...full, archive: false, download: false, objectId: camera.id, source: 'device' };
    const { rights, reasons } = decide({ ...aUser, grants: [of('apartment'), more] }, intercom, now);
    expect(rights).toMatchObject({ live: true, archive: false });
    expect(reasons.filter(({ kind }) => kind === 'intercom').map(({ reason }) => reason)).toEqual(['archive']);
    for (const user of [
      { ...aUser, administrator: true },
      { ...aUser, id: camera.organizationOwnerId ?? 0 },
    ])
      expect(decide(user, intercom, now).rights).toMatchObject({ live: true, archive: true });
  });

  test('gives a user no more through a contract than the contract has by its flat', () => {
    const through = { ...aGrant, ...full, objectId: camera.id, throughOrganizationId: 7 };
    const user = { ...aUser, grants: [through], shared: [of('apartment')] };
    expect(decide(user, intercom, now).rights).toMatchObject({ view: true, live: false, archive: false });
    expect(decide(user, camera, now).rights).toMatchObject({ live: true, archive: true });
  });
});
