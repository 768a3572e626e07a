import { expect, test } from 'vitest';
import { explain, redact } from './messages.ts';

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

test('the operator reads the cause first', () => {
  expect(explain('[rtsp @ 0x5] method DESCRIBE failed: 401 Unauthorized', URL)).toMatch(
    /^the camera refuses the login/,
  );
  expect(explain('[tcp @ 0x5] Connection to tcp://10.0.0.5:554 failed: Connection refused', URL)).toMatch(
    /^nothing listens/,
  );
  const hls =
    "[hls @ 0x5] Format not on whitelist 'mpegts'\n[concat @ 0x5] Impossible to open 'x'\npipe:0: Invalid argument";
  expect(explain(hls, URL)).toMatch(/^the source is a playlist/);
  expect(explain('', URL)).toBe('the camera ended the stream');
  expect(explain('[x @ 0x1] something new', URL)).toBe('something new');
});
