import { expect, test } from 'vitest';
import { type FolderRights, mergedRights } from './folder-rights.ts';

const live: FolderRights = { archive: false, archiveDepthSeconds: null, ptz: false, actions: false };
const archive = (archiveDepthSeconds: number | null): FolderRights => ({ ...live, archive: true, archiveDepthSeconds });

test('of no grant nothing is made', () => {
  expect(mergedRights([])).toBeUndefined();
});

test('what any of the grants gives is given', () => {
  const rows = [
    { ...live, ptz: true },
    { ...live, actions: true },
  ];
  expect(mergedRights(rows)).toEqual({ ...live, ptz: true, actions: true });
});

test('the archive is as deep as the deepest says, and whole where one sets no limit', () => {
  expect(mergedRights([archive(3600), archive(7200)])).toEqual(archive(7200));
  expect(mergedRights([archive(3600), archive(null)])).toEqual(archive(null));
});

test('a grant without an archive does not make the archive of another one whole', () => {
  expect(mergedRights([archive(3600), live])).toEqual(archive(3600));
});
