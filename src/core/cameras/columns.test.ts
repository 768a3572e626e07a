import { expect, test } from 'vitest';
import { aView } from '../../../test/support/camera-view.ts';
import { reasonOf } from '../../../test/support/facts.ts';
import { Sealer } from '../secrets/sealer.ts';
import type { CameraFields } from './camera.ts';
import { cameraColumns, refuseEmpty, refuseMasked } from './columns.ts';

const sealer = new Sealer(Buffer.alloc(32, 7));
const stored = (fields: CameraFields, before?: typeof aView) => cameraColumns(sealer, 5, fields, before);

test('of a URL with credentials the column has none, and the whole of it is sealed under its column and row', () => {
  const { streamUrl, streamUrlSealed } = stored({ streamUrl: 'rtsp://admin:secret@10.0.0.5/live' });
  expect(streamUrl).toBe('rtsp://***@10.0.0.5/live');
  expect(streamUrlSealed && sealer.open('camera.streamUrl:5', streamUrlSealed)).toBe(
    'rtsp://admin:secret@10.0.0.5/live',
  );
  expect(() => streamUrlSealed && sealer.open('camera.streamUrl:6', streamUrlSealed)).toThrow();
});

test('a URL without credentials leaves nothing under the seal', () => {
  expect(stored({ streamUrl: 'rtsp://10.0.0.5/live' })).toEqual({
    streamUrl: 'rtsp://10.0.0.5/live',
    streamUrlSealed: null,
  });
  expect(stored({ streamUrl: '' })).toEqual({ streamUrl: '', streamUrlSealed: null });
});

test('a URL that comes back as it was shown keeps its credentials', () => {
  expect(stored({ streamUrl: aView.shown.streamUrl, title: 'Gate' }, aView)).toEqual({ title: 'Gate' });
});

test('a mask in another URL, or of a new camera, is no credential', () => {
  expect(reasonOf(() => stored({ streamUrl: 'rtsp://***@10.0.0.6/live' }, aView))).toBe('streamUrl: source_mask');
  expect(reasonOf(() => refuseMasked({ substreamUrl: 'rtsp://***@10.0.0.5/sub' }))).toBe('substreamUrl: source_mask');
  expect(reasonOf(() => refuseMasked({ substreamUrl: 'rtsp://10.0.0.5/sub' }))).toBeUndefined();
});

test('a camera that says nothing of itself is refused, any one word of it is enough', () => {
  for (const fields of [{}, { title: '  ' }, { comment: 'x' }, { agent: { model: 'm' } }])
    expect(reasonOf(() => refuseEmpty(fields))).toBe('streamUrl: source_missing');
  for (const fields of [
    { name: 'a' },
    { title: 'A' },
    { streamUrl: 'fake://clock' },
    { onvifUrl: 'http://x' },
    { agent: { id: '1' } },
  ])
    expect(reasonOf(() => refuseEmpty(fields))).toBeUndefined();
});
