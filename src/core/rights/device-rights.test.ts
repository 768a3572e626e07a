import { expect, test } from 'vitest';
import { type HeldRights, rightsAfter } from './device-rights.ts';

const nothing: HeldRights = {
  live: false,
  archive: false,
  download: false,
  snapshot: false,
  ptz: false,
  edit: false,
  actions: false,
  archiveDepthSeconds: null,
};

test('rights that are not named stay, those that are named are as they are said', () => {
  const held = [{ ...nothing, live: true, archive: true }];
  const { before, after } = rightsAfter({ archive: false, ptz: true }, held);
  expect({ before, after }).toEqual({ before: ['live', 'archive'], after: ['live', 'ptz'] });
});

test('two grants of one hand become one, with what either gave', () => {
  const { before, after, row } = rightsAfter({}, [
    { ...nothing, live: true },
    { ...nothing, edit: true, actions: true },
  ]);
  expect({ before, after }).toEqual({ before: ['live', 'edit'], after: ['live', 'edit'] });
  expect(row).toEqual({ ...nothing, live: true, edit: true, actions: true });
});

test('the depth of the archive and the right to open stay through a change of other rights', () => {
  const held = [
    { ...nothing, live: true },
    { ...nothing, archive: true, archiveDepthSeconds: 3600, actions: true },
  ];
  expect(rightsAfter({ ptz: true }, held).row).toMatchObject({ archiveDepthSeconds: 3600, actions: true });
});

test('none of the rights, or downloads of no archive, take the camera away', () => {
  const held = [{ ...nothing, live: true, download: true }];
  expect(rightsAfter({ live: false, download: false }, held).after).toEqual([]);
  expect(rightsAfter({ live: false }, held).after).toEqual([]);
  expect(rightsAfter({ download: true }, []).after).toEqual([]);
  expect(rightsAfter({ archive: true }, held).after).toEqual(['live', 'archive', 'download']);
});
