import { expect, test } from 'vitest';
import { placeOf } from '../embed/place.ts';
import { paths, startOf } from './routes/paths.ts';
import { cameraSearch, momentOf, momentText, placeSearch } from './routes/searches.ts';

test('staff start in the console, subscribers in the viewer, both where they were going', () => {
  expect(startOf(true)).toBe(paths.console);
  expect(startOf(false)).toBe(paths.cameras);
  expect(startOf(false, '/cameras/5?t=1')).toBe('/cameras/5?t=1');
});

test('nobody is led off the site after signing in', () => {
  for (const next of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in']) {
    expect(startOf(false, next)).toBe(paths.cameras);
  }
});

test('filters that make no sense are no filters', () => {
  expect(
    cameraSearch({ search: 12, state: 'nonsense', organizationId: '-1', folderId: 'x', favorite: 'true' }),
  ).toEqual({
    search: '12',
    state: undefined,
    favorite: true,
    organizationId: undefined,
    folderId: undefined,
    presetId: undefined,
    sort: undefined,
  });
});

test('a moment in the address is read as it was written', () => {
  const time = 1_795_314_309;
  expect(momentOf(momentText(time))).toBe(time);
  expect(momentOf('yesterday')).toBeUndefined();
  expect(placeSearch({ z: '900' })).toEqual({ t: undefined, z: 900 });
  expect(placeSearch({ z: '1' }).z).toBeUndefined();
});

test('the embed page knows its camera by either address', () => {
  const expected = { path: '/yard%2F1/gate', token: 'k', dvr: true, autoplay: true, from: undefined };
  expect(placeOf('/vsaas/embed/yard%2F1/gate', '?token=k')).toEqual(expected);
  expect(placeOf('/yard%2F1/gate/embed.html', '?token=k&dvr=true')).toEqual(expected);
  expect(placeOf('/cam/embed.html', '?dvr=false&autoplay=0&from=1700000000')).toEqual({
    path: '/cam',
    token: '',
    dvr: false,
    autoplay: false,
    from: 1_700_000_000,
  });
});
