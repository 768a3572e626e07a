import { expect, test } from 'vitest';
import { aCamera, aGrant, aUser } from '../../../test/support/facts.ts';
import type { Grant, Rights } from './facts.ts';
import { covers, inForce, onWhole, throughShare } from './grants.ts';
import { ALL, intersect, NO_RIGHTS, union } from './rights.ts';

const archive = (archiveDepthSeconds: number | null): Rights => ({
  ...NO_RIGHTS,
  view: true,
  archive: true,
  archiveDepthSeconds,
});
const now = new Date('2026-01-01T12:00:00Z');
const grant = (fields: Partial<Grant>): Grant => ({ ...aGrant, ...fields });

test('two grants give what either gives, and the deeper archive', () => {
  expect(union(archive(60), archive(90)).archiveDepthSeconds).toBe(90);
  expect(union(archive(60), archive(null)).archiveDepthSeconds).toBeNull();
  expect(union({ ...NO_RIGHTS, live: true }, { ...NO_RIGHTS, ptz: true })).toEqual({
    ...NO_RIGHTS,
    view: true,
    live: true,
    ptz: true,
  });
});

test('a grant without an archive makes no other archive whole', () => {
  expect(union(archive(60), NO_RIGHTS)).toEqual(archive(60));
  expect(union(NO_RIGHTS, archive(60))).toEqual(archive(60));
});

test('what is cut by another gives what both give, and the shallower archive', () => {
  expect(intersect(archive(60), archive(90)).archiveDepthSeconds).toBe(60);
  expect(intersect(archive(60), ALL)).toEqual(archive(60));
  expect(intersect(ALL, archive(60))).toEqual(archive(60));
  expect(intersect(ALL, NO_RIGHTS)).toEqual(NO_RIGHTS);
});

test('a grant is in force from its beginning on, unless its contract is blocked or the billing suspends it', () => {
  expect(inForce(grant({}), now)).toBe(true);
  expect(inForce(grant({ validFrom: now }), now)).toBe(true);
  expect(inForce(grant({ validFrom: new Date(now.getTime() + 1) }), now)).toBe(false);
  expect(inForce(grant({ viaBlocked: true }), now)).toBe(false);
  expect(inForce(grant({ suspended: 'unpaid' }), now)).toBe(false);
});

test('a grant covers its camera, all below its folder, or all of its organization', () => {
  const cases: [Partial<Grant>, boolean][] = [
    [{ objectKind: 'device', objectId: 5 }, true],
    [{ objectKind: 'device', objectId: 2 }, false],
    [{ objectKind: 'folder', objectId: 10 }, true],
    [{ objectKind: 'folder', objectId: 11 }, true],
    [{ objectKind: 'folder', objectId: 5 }, false],
    [{ objectKind: 'organization', objectId: 2 }, true],
    [{ objectKind: 'organization', objectId: 5 }, false],
  ];
  for (const [fields, is] of cases) expect(covers(grant(fields), aCamera)).toBe(is);
});

test('a grant through an organization gives at most what was shared with it, and nothing once the share is gone', () => {
  const share = grant({
    objectKind: 'folder',
    objectId: 10,
    source: 'share',
    viaOrganizationId: 20,
    live: true,
    archive: true,
  });
  const through = grant({ objectId: 5, throughOrganizationId: 20, live: true, ptz: true });
  const given = (shared: readonly Grant[]) => throughShare({ ...aUser, shared }, through, aCamera, now);
  expect(given([share])).toEqual({ ...NO_RIGHTS, view: true, live: true });
  expect(given([])).toBeUndefined();
  expect(given([{ ...share, viaOrganizationId: 21 }])).toBeUndefined();
  expect(given([{ ...share, objectId: 99 }])).toBeUndefined();
  expect(given([{ ...share, viaBlocked: true }])).toBeUndefined();
});

test('an organization as a whole is its owner’s and of whoever was given all of it, not of its members', () => {
  const whole = grant({ objectKind: 'organization', objectId: 20, live: true });
  expect(onWhole({ ...aUser, ownedOrganizations: [20] }, 20, now)).toEqual(ALL);
  expect(onWhole({ ...aUser, grants: [whole] }, 20, now)).toEqual({ ...NO_RIGHTS, view: true, live: true });
  expect(onWhole({ ...aUser, grants: [{ ...whole, viaOrganizationId: 20 }] }, 20, now)).toBeUndefined();
  expect(onWhole({ ...aUser, grants: [{ ...whole, suspended: 'off' }] }, 20, now)).toBeUndefined();
  expect(onWhole({ ...aUser, grants: [whole] }, 21, now)).toBeUndefined();
  expect(onWhole(aUser, null, now)).toBeUndefined();
});
