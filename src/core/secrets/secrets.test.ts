import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { PlaybackTokens } from '../access/tokens.ts';
import { redact, splitUrl } from './mask.ts';
import { Sealer } from './sealer.ts';

const sealer = new Sealer(randomBytes(32));

test('a sealed value opens under its own label and key alone, and not when a bit was changed', () => {
  const sealed = sealer.seal('camera.streamUrl:1', 'rtsp://u:p@10.0.0.1');
  expect(sealer.open('camera.streamUrl:1', sealed)).toBe('rtsp://u:p@10.0.0.1');
  expect(() => sealer.open('camera.streamUrl:2', sealed)).toThrow();
  expect(() => new Sealer(randomBytes(32)).open('camera.streamUrl:1', sealed)).toThrow();
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(() => sealer.open('camera.streamUrl:1', sealed)).toThrow();
});

test('credentials leave a URL wherever they stand', () => {
  expect(splitUrl('rtsp://u:p@10.0.0.1/1')).toEqual({ shown: 'rtsp://***@10.0.0.1/1', hasSecret: true });
  expect(splitUrl('rtsp://u:p/a@10.0.0.1/1').shown).not.toContain('u:p');
  expect(splitUrl('http://10.0.0.1/s?user=a&pwd=b&channel=1')).toEqual({
    shown: 'http://10.0.0.1/s?user=***&pwd=***&channel=1',
    hasSecret: true,
  });
  expect(splitUrl('fake://clock')).toEqual({ shown: 'fake://clock', hasSecret: false });
});

test.each([
  'rtsp://admin:12#34@10.1.1.1/a',
  'rtsp://admin:12/34@10.1.1.1/a',
  'rtsp://admin:12?34@10.1.1.1/a',
  'rtsp://admin:123456#34@10.1.1.1/a',
  'rtsp://admin:#34@10.1.1.1/a',
  'rtsp://admin:12@/34@10.1.1.1:554/a',
  'rtsp://ad#min:34@10.1.1.1/a',
  'rtsp://OFFICE/admin:34@10.1.1.1/a',
  'rtsp://ivan.petrov:12#34@10.1.1.1/a',
  'rtsp://admin:12#34@camera/a',
  'rtsp://admin:12#34@[fd00::5]:554/a',
  'rtsp://admin:pa/34@ss@10.1.1.1/a',
  'admin:34@10.1.1.1/a',
  'rtsp:/admin:34@10.1.1.1/a',
  'rtsp:\\\\admin:34@10.1.1.1/a',
])('a password that tears its URL is not shown: %s', (url) => {
  const { shown, hasSecret } = splitUrl(url);
  expect(shown).not.toMatch(/34|admin:|12/);
  expect(hasSecret).toBe(true);
  expect(JSON.stringify(redact({ streamUrl: url }))).not.toMatch(/34|12/);
  expect(splitUrl(shown).shown).toBe(shown);
});

test.each([
  'rtsp://10.0.0.5:554/live/ch0@main',
  'rtsp://[fd00::5]:554/live/ch0@main',
  'http://camera.example:8080/live/ch0@main',
  'http://nvr:8080/live?mail=me@home',
  'http://nvr/live/ch0@main',
  'fake://clock',
  '1',
  '',
])('an @ in the path is no password: %s', (url) => {
  expect(splitUrl(url)).toEqual({ shown: url, hasSecret: false });
});

test.each([
  ['rtsp://h/user=admin_password=SECRET_channel=1_stream=0.sdp', 'rtsp://h/user=***_channel=1_stream=0.sdp'],
  [
    'rtsp://h/user=admin&password=SECRET&channel=1&stream=0.sdp?',
    'rtsp://h/user=***&password=***&channel=1&stream=0.sdp?',
  ],
  ['rtsp://h/channel=1_password=S_E=CR?E#T/x_stream=0', 'rtsp://h/channel=1_password=***_stream=0'],
  ['http://h/videostream.cgi?loginuse=admin&loginpas=SECRET', 'http://h/videostream.cgi?loginuse=***&loginpas=***'],
  ['http://h/x?channel=1&PSW=SECRET', 'http://h/x?channel=1&PSW=***'],
  ['http://h/x?api_key=SECRET;channel=1', 'http://h/x?api_key=***;channel=1'],
  ['rtsp://a:b@h/1; rtsp://a:SECRET@h/2;http://h/3?pwd=SECRET', 'rtsp://***@h/1; rtsp://***@h/2;http://h/3?pwd=***'],
  ['rtsp://h:554/cam/realmonitor?channel=1&subtype=0', 'rtsp://h:554/cam/realmonitor?channel=1&subtype=0'],
  ['http://h/x?pwd=&channel=1', 'http://h/x?pwd=&channel=1'],
])('cameras that take the password as a parameter: %s', (url, shown) => {
  expect(splitUrl(url)).toEqual({ shown, hasSecret: shown !== url });
  expect(splitUrl(shown).shown).toBe(shown);
});

test('options behind a URL are shown, but for those that sound like credentials', () => {
  expect(splitUrl('rtsp://u:p@10.0.0.1/1?pwd=SECRET tracks=1 rtp=udp')).toEqual({
    shown: 'rtsp://***@10.0.0.1/1?pwd=*** tracks=1 rtp=udp',
    hasSecret: true,
  });
  expect(splitUrl('rtsp://h/1 tracks=1;rtsp://u:SECRET@h/2 password=SECRET tracks=2').shown).toBe(
    'rtsp://h/1 tracks=1;rtsp://***@h/2 password=*** tracks=2',
  );
  for (const url of ['rtsp://admin:12 pass=34@10.1.1.1/a', 'rtsp://admin:my 34=x@10.1.1.1/a'])
    expect(splitUrl(url).shown).toBe('rtsp://***@10.1.1.1/a');
  expect(splitUrl('rtsp://h/1 tracks=1')).toEqual({ shown: 'rtsp://h/1 tracks=1', hasSecret: false });
});

test('a stored request holds no secret', () => {
  const shown = JSON.stringify(
    redact({
      login: 'a',
      password: 'canary',
      agent: { key: 'canary' },
      streamUrl: 'rtsp://a:canary@h/1',
      list: [{ mailUri: 'smtp://x:canary@y' }],
      pin: 'canary',
    }),
  );
  expect(shown).not.toContain('canary');
  expect(shown).toContain('"login":"a"');
});

test('a playback token tells what was put in, and a forged one nothing', () => {
  const tokens = new PlaybackTokens(sealer);
  const claims = {
    viewerKind: 'user',
    viewerId: 7,
    cameraId: 4_000_000_000,
    epoch: 3,
    expiresAt: 1_800_000_000,
    archive: true,
  } as const;
  const token = tokens.mint(claims);
  expect(tokens.verify(token)).toEqual(claims);
  for (let i = 2; i < token.length; i++) {
    const forged = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
    const read = tokens.verify(forged);
    // The last character has bits to spare: another one may say the same.
    expect([undefined, claims]).toContainEqual(read);
  }
  expect(new PlaybackTokens(new Sealer(randomBytes(32))).verify(token)).toBeUndefined();
  expect(tokens.verify('1.')).toBeUndefined();
});
