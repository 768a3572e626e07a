import { expect, test } from 'vitest';
import { brands, modelById } from './models/directory.ts';
import { planSource } from './plan.ts';

const NEW = { url: '', substreamUrl: '', modelId: null, channel: null };
const given = { host: '10.0.0.5', port: 554, login: 'admin', password: 'p@ss' };
const model = (brand: string, place = 0): number =>
  brands().find((b) => b.name.includes(brand))?.models[place]?.id ?? 0;

test('a model fills the path, its channel and the substream', () => {
  const plan = planSource(NEW, { ...given, modelId: model('Hikvision', 1), channel: 3 });
  expect(plan).toEqual({
    urls: ['rtsp://admin:p%40ss@10.0.0.5:554/Streaming/Channels/301'],
    substreamUrl: 'rtsp://admin:p%40ss@10.0.0.5:554/Streaming/Channels/302',
  });
});

test('what is said goes before the model', () => {
  const plan = planSource(NEW, { ...given, protocol: 'http', path: 'play.sdp', modelId: model('Dahua') });
  expect(plan.urls).toEqual(['http://admin:p%40ss@10.0.0.5:554/play.sdp']);
  expect(plan.substreamUrl).toBe('');
});

test('a model without a path of its own is looked for at the usual ones', () => {
  const { urls } = planSource(NEW, { ...given, modelId: model('ONVIF') });
  expect(urls.length).toBeGreaterThan(3);
  expect(new Set(urls).size).toBe(urls.length);
});

test('login and password alone leave the rest, and go into paths and substreams that hold them', () => {
  const modelId = model('Xiongmai');
  const first = planSource(NEW, { ...given, modelId });
  const before = { url: first.urls[0], substreamUrl: first.substreamUrl, modelId, channel: null };
  expect(planSource(before, { login: 'u', password: 'x' })).toEqual({
    urls: ['rtsp://u:x@10.0.0.5:554/user=u_password=x_channel=1_stream=0.sdp?real_stream'],
    substreamUrl: 'rtsp://u:x@10.0.0.5:554/user=u_password=x_channel=1_stream=1.sdp?real_stream',
  });
  const plain = { ...NEW, url: 'rtsp://a:b@[2001:db8::1]/x/y?z=1&w=%20' };
  expect(planSource(plain, { login: 'c', password: 'd' }).urls).toEqual(['rtsp://c:d@[2001:db8::1]/x/y?z=1&w=%20']);
});

test('options behind the URLs stay, each behind its own', () => {
  const before = {
    ...NEW,
    url: 'tshttp://a:b@10.0.0.5/x program=21 tracks=1',
    substreamUrl: 'http://a:b@10.0.0.5/y rtp=udp',
  };
  expect(planSource(before, { login: 'u', password: 'x y' })).toEqual({
    urls: ['http://u:x%20y@10.0.0.5/x program=21 tracks=1'],
    substreamUrl: 'http://u:x%20y@10.0.0.5/y rtp=udp',
  });
});

test('another channel or another model moves the path', () => {
  const before = { ...NEW, url: 'rtsp://a:b@h/Streaming/Channels/101', modelId: model('Hikvision', 1) };
  expect(planSource(before, { channel: 4 }).urls).toEqual(['rtsp://a:b@h/Streaming/Channels/401']);
  expect(planSource(before, { modelId: model('TP-Link') }).urls).toEqual(['rtsp://a:b@h/stream1']);
  expect(planSource({ ...before, url: 'rtsp://a:b@h/own' }, { channel: 4 }).urls).toEqual(['rtsp://a:b@h/own']);
});

test('the directory has its models under numbers of their own', () => {
  expect(brands().length).toBeGreaterThanOrEqual(30);
  const ids = brands().flatMap((brand) => brand.models.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const brand of brands()) {
    for (const { id, main, sub, others } of brand.models) {
      expect(modelById(id)?.brand.id).toBe(brand.id);
      expect(main ?? others?.length, brand.name).toBeTruthy();
      for (const path of [main, sub, ...(others ?? [])]) expect(path ?? '/').toMatch(/^\/[!-~]*$/);
    }
  }
});
