import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { OnvifCamera, type OnvifOptions } from '../../../test/support/onvif-camera.ts';
import type { CameraDevice } from '../../core/cameras/source/device-control.ts';
import { EgressPolicy } from '../../core/egress/policy.ts';
import { bodyOf, inSchema } from './soap.ts';
import { OnvifControl } from './synchronize.ts';

const control = new OnvifControl(new EgressPolicy({ allow: ['127.0.0.0/8'] }));
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => void (await Promise.all(ends.map(async (end) => await end()))));

async function camera(options: Partial<OnvifOptions> = {}): Promise<OnvifCamera> {
  const started = await new OnvifCamera({ login: 'admin', password: 'p<a>&ss', ...options }).start();
  ends.push(() => started.stop());
  return started;
}

const device = ({ port }: { readonly port: number }, change: Partial<CameraDevice> = {}): CameraDevice => ({
  url: `http://127.0.0.1:${port}/onvif/device_service`,
  login: 'admin',
  password: 'p<a>&ss',
  networks: [],
  channel: null,
  profile: null,
  bitrateLimit: 4096,
  ...change,
});

test('the limit goes to the largest picture of the channel, all else stays as the camera had it', async () => {
  const one = await camera();
  expect(await control.synchronize(device(one))).toEqual({ model: 'Acme & Co NVR-2', bitrateLimit: 4096 });
  expect([...one.encoders.values()].map(({ bitrate }) => bitrate)).toEqual([512, 4096, 6144]);
  const [set = ''] = one.sets;
  const rest = (text: string) => text.replace(/<tt:BitrateLimit>\d+</, '<tt:BitrateLimit><');
  const had = bodyOf(
    `<e:Envelope xmlns:e="x"><e:Body>${/<trt:Configuration [^>]*>(.*)<\/trt:Configuration>/s.exec(set)?.[1]}</e:Body></e:Envelope>`,
  );
  expect(rest(set)).toContain(rest(inSchema(had ?? {})));
  for (const part of ['<tt:Name>Main &#34;HD&#34;</tt:Name>', '<tt:GovLength>50<', '<tt:SessionTimeout>PT60S<'])
    expect(set).toContain(part);
  expect(await control.synchronize(device(one))).toMatchObject({ bitrateLimit: 4096 });
  expect(one.sets).toHaveLength(1);
  await control.synchronize(device(one, { channel: 2, bitrateLimit: 100 }));
  expect(one.encoders.get('main2')?.bitrate).toBe(256);
  await control.synchronize(device(one, { profile: 'p-sub1', bitrateLimit: 400 }));
  expect(one.encoders.get('sub1')?.bitrate).toBe(400);
  expect(await control.synchronize(device(one, { bitrateLimit: null }))).toEqual({
    model: 'Acme & Co NVR-2',
    bitrateLimit: undefined,
  });
});

test('a camera whose clock is wrong is told the time by its own; the password is not sent', async () => {
  const late = await camera({ skewMs: -86_400_000 });
  expect(await control.synchronize(device(late))).toMatchObject({ bitrateLimit: 4096 });
});

test('what goes wrong has a name', async () => {
  const one = await camera();
  const problem = async (of: CameraDevice) =>
    await control.synchronize(of).then(
      () => 'none',
      (error: { problem: string; message: string }) => error.problem,
    );
  expect(await problem(device(one, { password: 'wrong' }))).toBe('wrong_credentials');
  expect(await problem(device({ port: 1 }))).toBe('unreachable');
  expect(await problem(device(one, { networks: ['10.0.0.0/8'] }))).toBe('not_allowed');
  expect(await problem(device(one, { channel: 9 }))).toBe('refused');
  expect(await problem(device(await camera({ takes: 'nothing' })))).toBe('refused');
  await expect(control.synchronize(device(await camera({ takes: 'fault' })))).rejects.toThrow(/Bitrate is locked/);
  const web = createServer((_request, response) => response.end('<html>hello</html>'));
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  ends.push(() => new Promise((done) => web.close(done)));
  expect(await problem(device({ port: (web.address() as AddressInfo).port }))).toBe('no_onvif');
});

test('an answer that brings entities of its own is no answer', () => {
  expect(bodyOf('<!DOCTYPE a [<!ENTITY x "y">]><Envelope><Body><a>&x;</a></Body></Envelope>')).toBeUndefined();
  expect(bodyOf('<Envelope><Body>')).toBeUndefined();
});
