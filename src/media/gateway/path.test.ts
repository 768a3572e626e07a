import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atMoment, parseMediaPath } from './path.ts';

const resource = (path: string) => parseMediaPath(path)?.resource;

test('the last part says what is asked for, all before it is the name', () => {
  expect(parseMediaPath('/cam/index.m3u8')).toEqual({ name: 'cam', resource: { kind: 'live-master' } });
  expect(parseMediaPath('/a/b.c/(d)/mse_ld')).toEqual({ name: 'a/b.c/(d)', resource: { kind: 'mse-ld' } });
  expect(parseMediaPath('/%D0%B4%D0%BE%D0%BC%2F5/preview.jpg')?.name).toBe('дом/5');
  expect(parseMediaPath('/index.m3u8/index.m3u8')?.name).toBe('index.m3u8');
});

test('windows of the archive', () => {
  expect(resource('/c/archive-1700000000-60.m3u8')).toEqual({
    kind: 'archive-master',
    from: 1700000000,
    duration: 60,
  });
  expect(resource('/c/index-1700000000-60.m3u8')).toMatchObject({ kind: 'archive-master' });
  expect(resource('/c/mono-1700000000-60.m3u8')).toMatchObject({ kind: 'archive-playlist', duration: 60 });
  expect(resource('/c/archive-1700000000-now.m3u8')).toMatchObject({ duration: 'now' });
  expect(resource('/c/archive-1700000000-60.mp4')).toMatchObject({ kind: 'export', duration: 60 });
});

test('pictures of a moment, by Unix time and by date', () => {
  expect(resource('/c/1700000000-preview.jpg')).toEqual({ kind: 'picture', at: 1700000000 });
  expect(resource('/c/1700000000-preview.mp4')).toEqual({ kind: 'clip', at: 1700000000 });
  const at = Date.UTC(2026, 10, 22, 10, 20, 30) / 1000;
  expect(parseMediaPath('/a/b/2026/11/22/10/20/30.jpg')).toEqual({ name: 'a/b', resource: { kind: 'picture', at } });
  expect(resource('/c/2026/11/22/10/20/30-preview.mp4')).toEqual({ kind: 'clip', at });
  expect(resource('/c/2026/13/40/10/20/30.jpg')).toMatchObject({ kind: 'bad' });
});

test('names by which players of Flussonic ask for the same', () => {
  expect(resource('/c/index.fmp4.m3u8')).toEqual({ kind: 'live-master' });
  const archive = { kind: 'archive-master', from: 1700000000, duration: 60 };
  expect(resource('/c/index-1700000000-60.fmp4.m3u8')).toEqual(archive);
  expect(resource('/c/archive-1700000000-60.fmp4.m3u8')).toEqual(archive);
  expect(resource('/c/index-1700000000-now.fmp4.m3u8')).toEqual({ ...archive, duration: 'now' });
  for (const prefix of ['', 'video-', 'mono-']) {
    expect(resource(`/c/${prefix}timeshift_abs-1700000000.m3u8`)).toEqual({ ...archive, duration: 'now' });
  }
  expect(resource('/c/timeshift_abs-yesterday.m3u8')).toMatchObject({ kind: 'bad' });
  for (const prefix of ['', 'video-', 'mono-']) {
    expect(resource(`/c/${prefix}timeshift_rel-30.m3u8`)).toEqual({ kind: 'archive-ago', seconds: 30, opened: 'now' });
  }
  expect(resource('/c/rewind-7200.m3u8')).toEqual({ kind: 'archive-ago', seconds: 7200, opened: 'live' });
  expect(resource('/c/rewind-7200.fmp4.m3u8')).toMatchObject({ seconds: 7200, opened: 'live' });
  for (const odd of ['rewind-0', 'rewind-all', 'timeshift_rel-1.5']) {
    expect(resource(`/c/${odd}.m3u8`)).toMatchObject({ kind: 'bad' });
  }
  expect(resource('/c/mpegts')).toEqual({ kind: 'live-ts' });
  expect(resource('/c/archive-1700000000-60.ts')).toEqual({ kind: 'export-ts', from: 1700000000, duration: 60 });
  expect(parseMediaPath('/a/c/timeshift_abs/1700000000')).toEqual({
    name: 'a/c',
    resource: { kind: 'archive-ts', from: 1700000000 },
  });
  expect(resource('/c/timeshift_rel/30')).toEqual({ kind: 'archive-ts-ago', seconds: 30 });
  for (const odd of ['archive-1700000000-now.ts', 'archive-x-60.ts', 'timeshift_rel/0']) {
    expect(resource(`/c/${odd}`)).toMatchObject({ kind: 'bad' });
  }
  expect(resource('/c/video1.ts')).toEqual({ kind: 'unserved' });
  expect(resource('/c/1700000000.jpg')).toEqual({ kind: 'picture', at: 1700000000 });
});

test('a one-picture film of a moment, by its query', () => {
  const live = { name: 'c', resource: { kind: 'clip', at: undefined } } as const;
  for (const from of [undefined, '', 'now']) expect(atMoment(live, from)).toEqual(live);
  expect(atMoment(live, '1700000000').resource).toEqual({ kind: 'clip', at: 1700000000 });
  expect(atMoment(live, ['1', '2']).resource.kind).toBe('bad');
  const other = { name: 'c', resource: { kind: 'media-info' } } as const;
  expect(atMoment(other, '1700000000')).toEqual(other);
});

test('what is none of ours is left to others', () => {
  for (const path of ['/', '/index.m3u8', '/cam', '/cam/', '/assets/app.js', '/cam/archive.mp4', '/%zz/index.m3u8']) {
    expect(parseMediaPath(path)).toBeUndefined();
  }
});

test('no number, however odd, is taken for a time', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.integer({ max: -1 }), fc.constantFrom('', 'NaN', '1e3', ' 1', '0x1')),
      (odd) => {
        fc.pre(!/^\d{1,11}$/.test(String(odd)));
        const found = parseMediaPath(`/c/archive-${encodeURIComponent(String(odd))}-10.m3u8`)?.resource;
        expect(found === undefined || found.kind === 'bad').toBe(true);
      },
    ),
  );
});

test('any name comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
      expect(parseMediaPath(`/${encodeURIComponent(name)}/index.m3u8`)?.name).toBe(name);
    }),
  );
});
