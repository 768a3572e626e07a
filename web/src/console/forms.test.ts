import { expect, test } from 'vitest';
import { archiveGiven, cameraChange, EMPTY_CAMERA } from './cameras/cameraForm.ts';
import { doorChange, EMPTY_DOOR } from './doors/doorForm.ts';
import { EMPTY_PANEL, panelChange } from './intercom/panelForm.ts';
import { inTreeOrder } from './organizations/folders/treeOrder.ts';
import { isKeyDigits } from './organizations/keyDigits.ts';
import { EMPTY_ORGANIZATION, organizationChange } from './organizations/organizationForm.ts';
import { EMPTY_USER, userChange } from './users/userForm.ts';

test('a change sends what was changed and nothing else', () => {
  const before = { ...EMPTY_CAMERA, title: 'Yard', sourceUrl: 'rtsp://***@10.0.0.1/1', archiveDays: 7, folderId: 3 };
  expect(cameraChange(before, { ...before, title: ' Gate ' })).toEqual({ title: 'Gate' });
  expect(cameraChange(before, { ...before, archiveDays: '', externalId: ' ' })).toEqual({ archiveDays: null });
  expect(cameraChange(before, { ...before, organization: { id: 9, title: 'Birch' }, folderId: null })).toEqual({
    organizationId: 9,
  });
});

test('a camera that sets nothing has the depth of its organization, else of its preset', () => {
  const week = { archiveDays: 7, archiveGigabytes: 5 };
  expect(archiveGiven(week, undefined)).toEqual({ days: 7, gigabytes: 5 });
  expect(archiveGiven(week, { archiveSeconds: null })).toEqual({ days: 7, gigabytes: 5 });
  expect(archiveGiven(week, { archiveSeconds: 43_200 })).toEqual({ days: 0.5, gigabytes: 5 });
  expect(archiveGiven(week, { archiveSeconds: 0 })).toEqual({ days: 0, gigabytes: 5 });
  expect(archiveGiven({ archiveDays: null, archiveGigabytes: null }, undefined)).toEqual({ days: 0, gigabytes: null });
});

test('networks are sent as a list, an archive depth in seconds, and neither when it stayed', () => {
  const before = { ...EMPTY_ORGANIZATION, networks: '10.0.0.0/8, fd00::/8', archiveDays: 7 };
  expect(organizationChange(before, { ...before, networks: '10.0.0.0/8 fd00::/8', note: 'x' })).toEqual({ note: 'x' });
  expect(organizationChange(before, { ...before, networks: ' ', archiveDays: 0.5 })).toEqual({
    networks: [],
    archiveSeconds: 43_200,
  });
  expect(organizationChange(before, { ...before, networks: '10.0.0.0/8', archiveDays: '' })).toEqual({
    networks: ['10.0.0.0/8'],
    archiveSeconds: null,
  });
});

test('a user moves when another organization is chosen, and not while it is made', () => {
  const organization = { id: 7, title: 'Birch' };
  expect(userChange(EMPTY_USER, { ...EMPTY_USER, organization })).toEqual({});
  const before = { ...EMPTY_USER, login: 'ivanov', organization, passwordBy: 'own' as const };
  expect(userChange(before, { ...before, organization: { id: 8, title: 'Oak' } })).toEqual({ homeOrganizationId: 8 });
  expect(userChange(before, { ...before, passwordBy: 'auto' })).toEqual({ passwordBy: null });
});

test('a folder comes before what is in it, and one whose parent is hidden is still there', () => {
  const tree = inTreeOrder([
    { id: 4, parentId: 2, title: 'Basement' },
    { id: 1, parentId: null, title: 'House' },
    { id: 2, parentId: 1, title: 'Inside' },
    { id: 3, parentId: 1, title: 'Around' },
    { id: 9, parentId: 77, title: 'Alone' },
  ]);
  expect(tree.map(({ folder, depth }) => [folder.id, depth])).toEqual([
    [9, 0],
    [1, 0],
    [3, 1],
    [2, 1],
    [4, 2],
  ]);
});

test('a door keeps its sealed command unless another is written; a panel its passwords unless one is typed or taken', () => {
  const door = { ...EMPTY_DOOR, lock: { id: 4, title: 'Gate' }, command: 'http://***@10.0.0.2/open', entrance: 2 };
  expect(doorChange(door, { ...door, name: ' Gate ', entrance: '', camera: { id: 7, title: 'Yard' } })).toEqual({
    name: 'Gate',
    entrance: null,
    cameraId: 7,
  });
  expect(doorChange(door, { ...door, lock: { id: 5, title: 'Other' }, command: '' })).toEqual({
    lockId: 5,
    command: '',
  });
  const panel = { ...EMPTY_PANEL, model: 'beward' as const, address: '10.0.0.2', sipId: 42 };
  expect(panelChange(panel, panel)).toEqual({});
  expect(
    panelChange(panel, { ...panel, password: 'new', dropPassword: true, dropSipPassword: true, sipId: '' }),
  ).toEqual({
    password: 'new',
    sipPassword: null,
    sipId: null,
  });
});

test('a key is hexadecimal, without spaces inside', () => {
  expect([' 00000075BCD01A ', 'a', 'f'.repeat(30)].map(isKeyDigits)).toEqual([true, true, true]);
  expect(['', '00 75', 'xyz', 'f'.repeat(31)].map(isKeyDigits)).toEqual([false, false, false, false]);
});
