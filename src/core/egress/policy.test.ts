import { describe, expect, test } from 'vitest';
import { EgressPolicy, VIDEO_SCHEMES } from './policy.ts';

const policy = new EgressPolicy({
  allow: [],
  resolve: async (host) => (host === 'rebind.example' ? ['127.0.0.1'] : ['10.1.2.3']),
});
const check = (url: string, allow: string[] = []): string => {
  try {
    new EgressPolicy({ allow }).checkUrl('url', url, VIDEO_SCHEMES);
    return 'ok';
  } catch (error) {
    return (error as { kind: string }).kind;
  }
};

test('cameras in private ranges are reachable, ourselves and metadata are not, however they are spelt', () => {
  for (const url of [
    'rtsp://10.0.0.1/1',
    'rtsp://u:p@192.168.1.10:554/a?b=c',
    'rtsp://camera.lan/1',
    'https://[fd00::5]/s.m3u8',
  ]) {
    expect(check(url), url).toBe('ok');
  }
  const refused = [
    'rtsp://127.0.0.1/1',
    'rtsp://localhost/1',
    'rtsp://LOCALHOST./1',
    'http://169.254.169.254/latest',
    'rtsp://[::1]/1',
    'rtsp://[::ffff:127.0.0.1]/1',
    'rtsp://[::ffff:7f00:1]/1',
    'rtsp://2130706433/1',
    'rtsp://0x7f.1/1',
    'rtsp://0177.0.0.1/1',
    'rtsp://127.1/1',
    'rtsp://0.0.0.0/1',
    'rtsp://[fe80::1]/1',
    'rtsp://10.0.0.1@127.0.0.1/1',
    'rtsp://a:b@c@127.0.0.1/1',
    'http://[64:ff9b::7f00:1]/',
    'rtsp://224.0.0.1/1',
    'rtsp://[::127.0.0.1]/1',
    'rtsp://[::7f00:1]/1',
    'rtsp://[::10.0.0.1]/1',
    'rtsp://[::ffff:0:127.0.0.1]/1',
    'rtsp://[2002:7f00:1::]/1',
    'rtsp://[2002:a00:1::1]/1',
    'rtsp://[2001::53aa:64c:0:7f2e]/1',
    'http://[64:ff9b:1::7f00:1]/',
    'rtsp://[fec0::5]/1',
  ];
  for (const url of refused) expect(check(url), url).toBe('invalid');
});

test('the further IPv6 ranges are refused where a name leads to them, too', async () => {
  for (const address of ['::7f00:1', '2002:7f00:1::', '2001::1', '64:ff9b:1::7f00:1', 'fec0::5', '::ffff:0:7f00:1']) {
    const there = new EgressPolicy({ allow: [], resolve: async () => [address] });
    await expect(there.resolve('camera.example'), address).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(there.resolve(address), address).rejects.toMatchObject({ kind: 'forbidden' });
    const open = new EgressPolicy({ allow: [`${address}/128`] });
    expect(await open.resolve(address)).toBeTruthy();
  }
  expect(await policy.resolve('2001:db8::5')).toBe('2001:db8::5');
});

test.each([
  ['rtsp://admin:12#34@10.1.1.1/a', 'write # as %23'],
  ['rtsp://admin:12/34@10.1.1.1/a', '/ as %2F'],
  ['rtsp://admin:12?34@10.1.1.1/a', '? as %3F'],
  ['rtsp://admin:pa/34@10.1.1.1/a', '/ as %2F'],
  ['rtsp://admin:123456#34@10.1.1.1/a', 'write # as %23'],
  ['rtsp://10.1.1.1/a b', 'holds a space: write it as %20'],
  ['rtsp://admin:3\\4@10.1.1.1/a', 'write it as %5C'],
  ['rtsp://10.1.1.1/a\r\nb', 'a control character'],
  ['rtsp://admin:34@10.1.1.1:99999/a', 'the port is no number'],
  ['rtsp://admin:34@10.1.1.1:port/a', 'the port is no number'],
  ['rtsp://admin:34@/a', 'names no host'],
  ['ftp://admin:34@10.1.1.1/a', 'one of the schemes rtsp'],
  ['admin:34@10.1.1.1/a', 'one of the schemes rtsp'],
])('a refusal says what is wrong with the address, and none of the password: %s', (url, words) => {
  const refusal = () => policy.checkUrl('url', url, VIDEO_SCHEMES);
  expect(refusal).toThrow(words);
  expect(refusal).not.toThrow(/34/);
});

test('only the schemes of video, and only the made-up sources that exist', () => {
  for (const url of [
    'file:///etc/passwd',
    'gopher://10.0.0.1/',
    'concat:10.0.0.1',
    'rtsp:/10.0.0.1',
    'rtsp://',
    '-i',
    'fake://other',
    'rtsp://10.0.0.1/a b',
    'rtsp://10.0.0.1/\r\nX',
    'tcp://10.0.0.1:80',
    'rtsp://10.0.0.1\\@127.0.0.1/',
  ]) {
    expect(check(url), url).toBe('invalid');
  }
  expect([check('fake://clock'), check('fake://fake')]).toEqual(['ok', 'ok']);
});

test('a network that is allowed is reachable', () => {
  expect(check('rtsp://127.0.0.1:8554/1', ['127.0.0.0/8'])).toBe('ok');
  expect(check('rtsp://localhost:8554/1', ['127.0.0.0/8'])).toBe('ok');
  expect(check('rtsp://169.254.169.254/', ['127.0.0.0/8'])).toBe('invalid');
});

test('a name is resolved once, checked and pinned', async () => {
  expect(await policy.pin('rtsp://user:pa%40ss@camera.example:8554/a/b?c=d#e', VIDEO_SCHEMES)).toBe(
    'rtsp://user:pa%40ss@10.1.2.3:8554/a/b?c=d#e',
  );
  await expect(policy.pin('rtsp://rebind.example/1', VIDEO_SCHEMES)).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await policy.pin('fake://clock', VIDEO_SCHEMES)).toBe('fake://clock');
});

test("an organization's networks narrow what its cameras may be", async () => {
  expect(await policy.resolve('camera.example', ['10.1.0.0/16'])).toBe('10.1.2.3');
  await expect(policy.resolve('camera.example', ['10.2.0.0/16'])).rejects.toMatchObject({ kind: 'forbidden' });
});

describe('our own services', () => {
  const addresses = ['192.168.5.2', 'fe80::1%eth0', 'fd00::7'];
  const mine = (allow: string[]) =>
    new EgressPolicy({
      allow,
      own: () => addresses,
      ownHosts: ['db.lan'],
      resolve: async (host) => (host === 'db.lan' || host === 'alias.lan' ? ['10.0.0.9'] : ['192.168.5.2']),
    });

  test("this machine's own addresses and the database's are refused, by number and by name", async () => {
    const guarded = mine([]);
    for (const url of ['http://192.168.5.2:8080/', 'rtsp://[fd00::7]/1', 'rtsp://[::ffff:192.168.5.2]/1'])
      expect(() => guarded.checkUrl('url', url, VIDEO_SCHEMES), url).toThrow(/may not be reached/);
    expect(() => guarded.checkUrl('url', 'rtsp://192.168.5.3/1', VIDEO_SCHEMES)).not.toThrow();
    for (const host of ['me.lan', 'db.lan', 'alias.lan', '10.0.0.9'])
      await expect(guarded.resolve(host), host).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await guarded.resolve('10.0.0.8')).toBe('10.0.0.8');
  });

  test('EGRESS_ALLOW lets them in', async () => {
    const open = mine(['192.168.5.2/32', '10.0.0.0/8']);
    expect(await open.resolve('me.lan')).toBe('192.168.5.2');
    expect(await open.resolve('db.lan')).toBe('10.0.0.9');
  });
});
