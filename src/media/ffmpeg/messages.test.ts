import { expect, test } from 'vitest';
import { type Cause, diagnose, redact } from './messages.ts';

const URL = 'rtsp://admin:p%40ss/w:rd@10.0.0.5:554/cam?user=admin&password=hunter22';

test('no credential survives, in whatever form ffmpeg prints it', () => {
  const lines = [
    `${URL}: Connection refused`,
    "Impossible to open 'rtsp://admin:p%40ss/w:rd@10.0.0.5:554/cam'",
    'bad password p@ss/w:rd',
    'GET /cam?user=admin&password=hunter22 HTTP/1.1',
    'rtsp://other:login@10.0.0.6/x failed',
  ];
  for (const line of lines) {
    expect(redact(line, URL)).not.toMatch(/p%40ss|p@ss|w:rd|hunter22|other:login/);
  }
  expect(redact('connection to tcp://10.0.0.5:554 refused', URL)).toContain('10.0.0.5:554');
});

/** What ffmpeg 5.1.9 said of cameras that were asked; addresses as they came, since numbers in them mislead. */
const SAID: readonly (readonly [said: string, cause: Cause, text: RegExp])[] = [
  [
    "[tcp @ 0x556db8954540] Connection to tcp://127.0.0.1:9401?timeout=10000000 failed: Connection refused\n[concat @ 0x556db8941c00] Impossible to open 'rtsp://127.0.0.1:9401/x'\npipe:0: Connection refused",
    'other',
    /^nothing listens/,
  ],
  ['[tcp @ 0x55fab4016ac0] Failed to resolve hostname cam404.example: Name or service not known', 'other', /^the name/],
  [
    "[tcp @ 0x56201affe540] Failed to resolve hostname no-such-host.invalid: Name or service not known\n[concat @ 0x56201afebc00] Impossible to open 'rtsp://no-such-host.invalid/x'\npipe:0: Input/output error",
    'other',
    /^the name of the camera is unknown/,
  ],
  [
    "[rtsp @ 0x55633ef04a00] method DESCRIBE failed: 401 Unauthorized\n[concat @ 0x55633eef2c00] Impossible to open 'rtsp://admin:bad@127.0.0.1:36541/s'\npipe:0: Server returned 401 Unauthorized (authorization failed)",
    'login',
    /^the camera refuses the login/,
  ],
  ['[rtsp @ 0x561c92408a00] method OPTIONS failed: 401 Unauthorized', 'login', /^the camera refuses the login/],
  ['[rtsp @ 0x560fa133ca00] method DESCRIBE failed: 403 Forbidden', 'login', /^the camera refuses the login/],
  ['pipe:0: Server returned 401 Unauthorized (authorization failed)', 'login', /^the camera refuses the login/],
  ['[https @ 0x5] HTTP error 401 Unauthorized', 'login', /^the camera refuses the login/],
  ['pipe:0: Server returned 403 Forbidden (access denied)', 'login', /^the camera refuses the login/],
  [
    "[rtsp @ 0x56312a6ada00] method SETUP failed: 461 Unsupported Transport\n[concat @ 0x56312a69bc00] Impossible to open 'rtsp://127.0.0.1:40132/stream'\npipe:0: Protocol not supported",
    'transport',
    /^the camera refuses this transport: choose the other one/,
  ],
  [
    '[rtsp @ 0x55a] The profile-level-id field value is not a valid number: 42c401\n[rtsp @ 0x55a] method SETUP failed: 461 Unsupported transport\npipe:0: Protocol not supported',
    'transport',
    /461 Unsupported transport\)$/,
  ],
  ['[rtsp @ 0x58418b4b8a00] method DESCRIBE failed: 404 Not Found', 'other', /does not know this path/],
  ['pipe:0: Server returned 404 Not Found', 'other', /does not know this path/],
  [
    '[rtsp @ 0x5560295b5a00] method DESCRIBE failed: 453 Not Enough Bandwidth\npipe:0: Server returned 4XX Client Error, but not one of 40{0,1,3,4}',
    'other',
    /^the camera gives no more streams/,
  ],
  [
    '[rtsp @ 0x55ca43caaa00] method DESCRIBE failed: 454 Session Not Found\npipe:0: Server returned 4XX Client Error, but not one of 40{0,1,3,4}',
    'other',
    /^the camera refuses what it was asked: .*454 Session Not Found\)$/,
  ],
  ['[rtsp @ 0x56fa7219a00] method DESCRIBE failed: 503 Service Unavailable', 'other', /has failed itself/],
  ['pipe:0: Server returned 5XX Server Error reply', 'other', /has failed itself/],
  ['[tls @ 0x55a4d9466540] IO error: Connection timed out\npipe:0: Connection timed out', 'other', /does not answer/],
  [
    '[tcp @ 0x55c] Connection to tcp://255.255.255.255:554?timeout=10000000 failed: Network is unreachable',
    'other',
    /^the camera cannot be reached/,
  ],
  [
    "[concat @ 0x56465b97ac00] Impossible to open 'rtsp://127.0.0.1:39349/x'\npipe:0: Invalid data found when processing input",
    'other',
    /^the camera hangs up/,
  ],
  [
    "[hls @ 0x55b0732a7b80] Format not on whitelist 'mpegts,mpjpeg'\n[concat @ 0x55b073295c80] Impossible to open 'http://127.0.0.1:38233/x'\npipe:0: Invalid argument",
    'other',
    /^the source is a playlist/,
  ],
  [
    '[h264 @ 0x560977d7be00] non-existing PPS 0 referenced\n[h264 @ 0x560977d7be00] no frame!\n[mp4 @ 0x560977d79d80] dimensions not set\nCould not write header for output file #0 (incorrect codec parameters ?): Invalid argument\nError initializing output stream 0:0 -- ',
    'no size',
    /^the camera did not say how its picture is made/,
  ],
  ["Stream map '0:v:0' matches no streams.", 'other', /^the camera sends no picture/],
  ['[rtmp @ 0x5632bcb03780] Cannot read RTMP handshake response\npipe:0: End of file', 'other', /does not speak RTMP/],
  [
    '[udp @ 0x1] bind failed: Address already in use\n[rtsp @ 0x2] method SETUP failed: 404 Not Found\n[h264 @ 0x401] error while decoding MB 4 01, bytestream 403\npipe:0: Connection timed out',
    'other',
    /^the camera does not answer/,
  ],
  ['[h264 @ 0x4016ac] error while decoding MB 40 1', 'other', /^error while decoding MB 40 1$/],
  ['[sdp @ 0x1] unknown profile 4d4016', 'other', /^unknown profile 4d4016$/],
  ['', 'other', /^the camera ended the stream$/],
];

test.each(SAID)('of what ffmpeg says the operator reads the cause: %j', (said, cause, text) => {
  expect(diagnose(said, URL)).toEqual({ cause, text: expect.stringMatching(text) });
});

test('what is no video is said of HTTP, where it was read', () => {
  const { text } = diagnose('pipe:0: Invalid data found when processing input', 'http://10.0.0.5/x');
  expect(text).toMatch(/^the camera sends what is no video/);
});
