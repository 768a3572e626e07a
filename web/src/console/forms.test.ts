import { expect, test } from 'vitest';
import { cameraChange, EMPTY_CAMERA } from './cameras/cameraForm.ts';
import { inTreeOrder } from './organizations/treeOrder.ts';

test('a change sends what was changed and nothing else', () => {
  const before = { ...EMPTY_CAMERA, title: 'Yard', sourceUrl: 'rtsp://***@10.0.0.1/1', archiveDays: 7, folderId: 3 };
  expect(cameraChange(before, { ...before, title: ' Gate ' })).toEqual({ title: 'Gate' });
  expect(cameraChange(before, { ...before, archiveDays: '', externalId: ' ' })).toEqual({ archiveDays: null });
  expect(cameraChange(before, { ...before, organization: { id: 9, title: 'Birch' }, folderId: null })).toEqual({
    organizationId: 9,
  });
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
