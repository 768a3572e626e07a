import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { DomainError } from '../../src/core/errors.ts';
import { deleteLocationOfCode, ensureLocation } from '../../src/core/locations/by-code.ts';
import { addAddress } from '../../src/core/locations/directory/addresses.ts';
import { mergeLocation } from '../../src/core/locations/merge.ts';
import { changeLocation, createLocation, deleteLocation } from '../../src/core/locations/operations.ts';
import { applyDue } from '../../src/core/locations/pending/apply.ts';
import { mapCode, retryPending, unresolvedCodes } from '../../src/core/locations/pending/unresolved.ts';
import { locationById, locationPage } from '../../src/core/locations/reading.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let the: TestCore;
beforeAll(async () => {
  the = await testCore();
});
afterAll(async () => await the.close());

const NEVER = new AbortController().signal;
const reasonOf = async (promise: Promise<unknown>): Promise<string> =>
  await promise.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.reason : String(error)),
  );
const made = async (title: string, parentId: number | null = null, code?: string) =>
  await createLocation(the.core, SYSTEM, { title, parentId, ...(code === undefined ? {} : { code }) });
const cameraAt = async (locationId: number) =>
  await createCamera(the.core, SYSTEM, { title: 'At a location', streamUrl: 'fake://clock', locationId });
const lastEvent = async () => {
  const [row] = await the.core
    .sql`select id, type, outcome, retry_of, request from billing_event order by id desc limit 1`;
  return row;
};
const directory = async (code: string, title: string, parentCode: string | null = null) =>
  await addAddress(the.core, SYSTEM, { code, title, parentCode, level: 'other', latitude: null, longitude: null });

test('a tree of locations counts the cameras of all below, and titles are unique among brothers', async () => {
  const { core } = the;
  const city = await made('Kazan', null, 'kzn');
  const street = await made('Lenina', city.id);
  const house = await made('5', street.id);
  expect(await reasonOf(made('lenina', city.id))).toBe('location_title_taken');
  expect(await reasonOf(made('Other', city.id, 'kzn'))).toBe('location_code_taken');
  await cameraAt(house.id);
  expect(await locationById(core, SYSTEM, city.id)).toMatchObject({ cameraCount: 1, childCount: 1, code: 'kzn' });
  const view = await locationById(core, SYSTEM, house.id);
  expect(view.titles).toEqual(['Kazan', 'Lenina', '5']);
  expect((await locationPage(core, SYSTEM, city.id, { limit: 10 })).items).toMatchObject([{ title: 'Lenina' }]);
  expect((await locationPage(core, SYSTEM, null, { limit: 10, search: 'kzn' })).items).toMatchObject([{ id: city.id }]);
});

test('a location holds cameras or locations, never both', async () => {
  const top = await made('Both');
  const house = await made('House', top.id);
  expect(await reasonOf(cameraAt(top.id))).toBe('location_has_locations');
  const camera = await cameraAt(house.id);
  expect(await reasonOf(made('Entrance', house.id))).toBe('location_has_cameras');
  expect(await reasonOf(changeCamera(the.core, SYSTEM, { id: camera.id }, { locationId: 999_999 }))).toBe(
    'location_unknown',
  );
  const free = await changeCamera(the.core, SYSTEM, { id: camera.id }, { locationId: null });
  expect(free.locationId).toBeNull();
});

test('two moves at once that would make a circle: one of them is refused', async () => {
  const a = await made('Circle A');
  const b = await made('Circle B');
  const ends = await Promise.all([
    reasonOf(changeLocation(the.core, SYSTEM, a.id, { parentId: b.id })),
    reasonOf(changeLocation(the.core, SYSTEM, b.id, { parentId: a.id })),
  ]);
  expect(ends.sort()).toEqual(['done', 'location_into_itself']);
});

test('a camera and a location that come to the same location at once: one of them is refused', async () => {
  const house = await made('Raced');
  const ends = await Promise.all([reasonOf(cameraAt(house.id)), reasonOf(made('Entrance', house.id))]);
  expect(ends.filter((end) => end === 'done')).toHaveLength(1);
});

test('a move takes all below with it, and 32 levels are the most', async () => {
  const { core } = the;
  let deepest = await made('Level 1');
  const top = deepest;
  for (let level = 2; level <= 32; level++) deepest = await made(`Level ${level}`, deepest.id);
  expect(await reasonOf(made('Level 33', deepest.id))).toBe('location_too_deep');
  const other = await made('Above');
  expect(await reasonOf(changeLocation(core, SYSTEM, top.id, { parentId: other.id }))).toBe('location_too_deep');
  const second = (await locationPage(core, SYSTEM, top.id, { limit: 1 })).items[0];
  await changeLocation(core, SYSTEM, second?.id ?? 0, { parentId: other.id });
  expect((await locationById(core, SYSTEM, deepest.id)).titles.slice(0, 2)).toEqual(['Above', 'Level 2']);
});

test('merging takes cameras, locations of the same title and codes to the other one', async () => {
  const { core } = the;
  const from = await made('Mistyped', null, 'old');
  const into = await made('Right', null, 'new');
  const house = await made('1', from.id, 'old-1');
  const same = await made('1', into.id);
  const only = await made('2', from.id);
  const camera = await cameraAt(house.id);
  await mergeLocation(core, SYSTEM, from.id, into.id);
  expect(await reasonOf(locationById(core, SYSTEM, from.id))).toBe('location_not_found');
  expect(await locationById(core, SYSTEM, into.id)).toMatchObject({ code: 'new', otherCodes: ['old'], childCount: 2 });
  expect(await locationById(core, SYSTEM, same.id)).toMatchObject({ code: 'old-1', cameraCount: 1 });
  expect((await locationById(core, SYSTEM, only.id)).titles).toEqual(['Right', '2']);
  expect((await ensureLocation(core, BILLING, 'old')).id).toBe(into.id);
  expect((await lastEvent())?.outcome).toBe('no_change');
  expect(await reasonOf(mergeLocation(core, SYSTEM, into.id, same.id))).toBe('location_merges_with_itself');
  const taken = await changeCamera(core, SYSTEM, { id: camera.id }, { title: 'Moved' });
  expect(taken.locationId).toBe(same.id);
});

test('what is not empty is not deleted; its cameras can be let go of, those below it cannot', async () => {
  const { core } = the;
  const street = await made('Full');
  const house = await made('7', street.id);
  const camera = await cameraAt(house.id);
  expect(await reasonOf(deleteLocation(core, SYSTEM, street.id, true))).toBe('location_not_empty');
  expect(await reasonOf(deleteLocation(core, SYSTEM, house.id))).toBe('location_not_empty');
  await deleteLocation(core, SYSTEM, house.id, true);
  await deleteLocation(core, SYSTEM, street.id);
  expect((await changeCamera(core, SYSTEM, { id: camera.id }, { title: 'Free' })).locationId).toBeNull();
});

test('a code of the directory makes all down to it, and the same again changes nothing', async () => {
  const { core } = the;
  await directory('16', 'Tatarstan');
  await directory('16-1', 'Baumana', '16');
  await directory('16-1-3', '3', '16-1');
  const byHand = await made('Tatarstan');
  const house = await ensureLocation(core, BILLING, '16-1-3');
  expect(house.titles).toEqual(['Tatarstan', 'Baumana', '3']);
  expect((await lastEvent())?.outcome).toBe('applied');
  expect(await locationById(core, SYSTEM, byHand.id)).toMatchObject({ code: '16', childCount: 1 });
  expect((await ensureLocation(core, BILLING, '16-1-3')).id).toBe(house.id);
  expect((await lastEvent())?.outcome).toBe('no_change');
  await deleteLocationOfCode(core, BILLING, '16-1-3');
  await deleteLocationOfCode(core, BILLING, '16-1-3');
  expect((await lastEvent())?.outcome).toBe('no_change');
});

test('an unknown code waits, once however often it is asked, and is made by itself when it arrives', async () => {
  const { core } = the;
  expect(await reasonOf(ensureLocation(core, BILLING, 'later-1'))).toBe('address_code_unknown');
  const first = await lastEvent();
  expect(first).toMatchObject({ type: 'location.ensure', outcome: 'pending' });
  expect(await reasonOf(ensureLocation(core, BILLING, 'later-1'))).toBe('address_code_unknown');
  expect(await lastEvent()).toMatchObject({ outcome: 'pending', retryOf: first?.id });
  expect((await unresolvedCodes(core, SYSTEM, { limit: 10 })).items).toMatchObject([{ code: 'later-1', waiting: 1 }]);
  expect(await applyDue(core, NEVER)).toEqual({ applied: 0, failed: 0 });
  await directory('later-1', 'Arrived');
  expect(await applyDue(core, NEVER)).toEqual({ applied: 1, failed: 0 });
  expect(await lastEvent()).toMatchObject({ type: 'location.ensure', outcome: 'applied', retryOf: first?.id });
  expect((await unresolvedCodes(core, SYSTEM, { limit: 10 })).items).toEqual([]);
});

test('a code that is mapped by hand leads to that location, and what waited is done', async () => {
  const { core } = the;
  await reasonOf(ensureLocation(core, BILLING, 'mapped-1'));
  expect(await reasonOf(retryPending(core, SYSTEM, 'mapped-1'))).toBe('address_code_unknown');
  const target = await made('Mapped', null, 'own-code');
  await mapCode(core, SYSTEM, 'mapped-1', target.id);
  expect(await retryPending(core, SYSTEM, 'mapped-1')).toEqual({ applied: 1, failed: 0 });
  expect((await ensureLocation(core, BILLING, 'mapped-1')).id).toBe(target.id);
});

test('what waits and can no longer be done fails with its reason; what was taken back is not done', async () => {
  const { core } = the;
  await reasonOf(ensureLocation(core, BILLING, 'doomed'));
  await reasonOf(ensureLocation(core, BILLING, 'withdrawn'));
  await deleteLocationOfCode(core, BILLING, 'withdrawn');
  const house = await made('Doomed street');
  await directory('doomed-street', 'Doomed street');
  await directory('doomed', '1', 'doomed-street');
  await directory('withdrawn', 'Withdrawn');
  await cameraAt(house.id);
  expect(await applyDue(core, NEVER)).toEqual({ applied: 0, failed: 1 });
  expect(await lastEvent()).toMatchObject({ outcome: 'rejected' });
  const [left] = (await unresolvedCodes(core, SYSTEM, { limit: 10 })).items;
  expect(left).toMatchObject({ code: 'doomed', waiting: 0, failed: 1 });
  expect(left?.message).toContain('Doomed street');
  await reasonOf(changeLocation(core, SYSTEM, house.id, { title: 'Another street' }));
  expect(await retryPending(core, SYSTEM, 'doomed')).toEqual({ applied: 1, failed: 0 });
});

test('a code that arrives while requests come to wait for it leaves none behind', async () => {
  const { core } = the;
  const asked = Array.from({ length: 8 }, (_, i) => reasonOf(ensureLocation(core, BILLING, `raced-${i % 2}`)));
  const arrival = Promise.all([directory('raced-0', 'Raced 0'), directory('raced-1', 'Raced 1')]);
  await Promise.all([...asked, arrival, applyDue(core, NEVER), applyDue(core, NEVER)]);
  await applyDue(core, NEVER);
  expect((await unresolvedCodes(core, SYSTEM, { limit: 10 })).items).toEqual([]);
  expect((await ensureLocation(core, BILLING, 'raced-0')).title).toBe('Raced 0');
});
