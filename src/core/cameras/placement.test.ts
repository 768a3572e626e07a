import { expect, test } from 'vitest';
import { reasonOf } from '../../../test/support/facts.ts';
import { parents } from '../../../test/support/parents.ts';
import type { CameraFields } from './camera.ts';
import { narrowed, type Placement, place, stands } from './placement.ts';

const stood: Placement = { organizationId: 2, folderId: 21, presetId: 102 };
const placed = (fields: CameraFields, before?: Placement, privileged = true) =>
  place(fields, before, parents, privileged);
const refused = (fields: CameraFields, before?: Placement, privileged = true) =>
  reasonOf(() => placed(fields, before, privileged));

test('a new camera that says nothing stands in the default organization, in its root, under the default preset', () => {
  expect(placed({})).toEqual({ organizationId: 1, folderId: 10, presetId: 100 });
});

test('a new camera stands in the root of the organization, or in the organization of the folder, that it names', () => {
  expect(placed({ organizationId: 2 })).toEqual({ organizationId: 2, folderId: 20, presetId: 100 });
  expect(placed({ folderId: 21 })).toEqual({ organizationId: 2, folderId: 21, presetId: 100 });
});

test('a camera of which nothing is said stays where it is', () => {
  expect(placed({ title: 'x' }, stood)).toEqual(stood);
  expect(placed({ organizationId: 2 }, stood)).toEqual(stood);
});

test('a camera that goes to another organization goes to its root, and leaves its site behind', () => {
  expect(placed({ organizationId: 1, presetId: 100 }, stood)).toEqual({
    organizationId: 1,
    folderId: 10,
    presetId: 100,
    siteId: null,
  });
  expect(placed({ folderId: 30, presetId: 103, siteId: 300 }, stood)).toMatchObject({ organizationId: 3, siteId: 300 });
});

test('unknown parents, and a folder of another organization, are refused by their field', () => {
  expect(refused({ folderId: 99 })).toBe('folderId: folder_unknown');
  expect(refused({ organizationId: 99 })).toBe('organizationId: organization_unknown');
  expect(refused({ organizationId: 1, folderId: 21 })).toBe('folderId: folder_elsewhere');
  expect(refused({ presetId: 999 })).toBe('presetId: preset_unknown');
});

test('a site is of the camera’s own organization', () => {
  expect(placed({ siteId: 200 }, stood)).toMatchObject({ siteId: 200 });
  expect(placed({ siteId: null }, stood)).toMatchObject({ siteId: null });
  expect(refused({ siteId: 300 }, stood)).toBe('siteId: site_unknown');
  expect(refused({ siteId: 999 }, stood)).toBe('siteId: site_unknown');
});

test('a deleted preset is kept by the cameras that have it, and given to none', () => {
  const old = { ...stood, presetId: 104 };
  expect(placed({ title: 'x' }, old).presetId).toBe(104);
  expect(refused({ presetId: 104 }, stood)).toBe('presetId: preset_unknown');
  expect(placed({ organizationId: 3 }, old).presetId).toBe(104);
});

test('the provider gives any preset that is linked to nobody else; subscribers the default and those of their own', () => {
  expect(placed({ presetId: 101 }, stood).presetId).toBe(101);
  expect(refused({ presetId: 101 }, stood, false)).toBe('presetId: preset_not_linked');
  expect(placed({ presetId: 100 }, stood, false).presetId).toBe(100);
  expect(placed({ presetId: 102 }, { ...stood, presetId: 100 }, false).presetId).toBe(102);
  expect(refused({ presetId: 103 }, stood)).toBe('presetId: preset_not_linked');
  expect(refused({ presetId: 103 }, stood, false)).toBe('presetId: preset_not_linked');
});

test('a camera that moves keeps a preset of its old organization where the provider moves it, else the preset is refused', () => {
  expect(placed({ organizationId: 3 }, stood)).toMatchObject({ organizationId: 3, presetId: 102 });
  expect(refused({ organizationId: 3 }, stood, false)).toBe('presetId: preset_not_linked');
});

test('who belongs to one organization knows its folders, its presets and the default, and where the camera stands', () => {
  const own = narrowed(parents, [3], stood);
  expect([...own.organizations.keys()]).toEqual([2, 3]);
  expect([...own.folders.keys()]).toEqual([20, 21, 30]);
  expect([...own.presets.keys()]).toEqual([100, 102, 103]);
  const ofNew = narrowed(parents, [3], undefined);
  expect([...ofNew.organizations.keys()]).toEqual([3]);
  expect([...ofNew.presets.keys()]).toEqual([100, 103]);
});

test('a camera that moved while its parents were locked does not stand there', () => {
  expect(stands(stood, parents)).toBe(true);
  for (const elsewhere of [{ organizationId: 9 }, { folderId: 99 }, { presetId: 999 }])
    expect(stands({ ...stood, ...elsewhere }, parents)).toBe(false);
});
