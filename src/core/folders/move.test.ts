import { expect, test } from 'vitest';
import { reasonOf } from '../../../test/support/facts.ts';
import { checkDepth, folderNamed, positionOf, requireOutside } from './move.ts';

test('a folder goes beside, before or into the one that is named', () => {
  expect([folderNamed({ inside: 4 }), folderNamed({ after: 5 }), folderNamed({ before: 6 })]).toEqual([4, 5, 6]);
});

test('a folder goes neither into itself nor below itself, but beside and above it goes', () => {
  const cases: [path: number[], refused: boolean][] = [
    [[1, 7], true],
    [[1, 7, 8], true],
    [[1], false],
    [[1, 9], false],
  ];
  for (const [path, refused] of cases) {
    expect(reasonOf(() => requireOutside({ id: 7 }, { path }))).toBe(refused ? 'move: folder_into_itself' : undefined);
  }
});

test('a parent on the 31st level takes a folder, one on the 32nd takes none', () => {
  const path = (levels: number) => Array.from({ length: levels }, (_, i) => i + 1);
  expect(reasonOf(() => checkDepth('parentId', { path: path(31) }))).toBeUndefined();
  expect(reasonOf(() => checkDepth('parentId', { path: path(32) }))).toBe('parentId: folder_too_deep');
  expect(reasonOf(() => checkDepth('move', { path: path(32) }))).toBe('move: folder_too_deep');
  expect(reasonOf(() => checkDepth('move', { path: path(27) }, 4))).toBeUndefined();
  expect(reasonOf(() => checkDepth('move', { path: path(28) }, 4))).toBe('move: folder_too_deep');
});

test('before a folder is its place, after it the next one, inside is behind all', () => {
  const other = { position: 3 };
  expect(positionOf({ before: 1 }, other)).toBe(3);
  expect(positionOf({ after: 1 }, other)).toBe(4);
  expect(positionOf({ inside: 1 }, other)).toBeGreaterThan(100_000);
});
