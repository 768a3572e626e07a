import { expect, test } from 'vitest';
import { streamCommand } from './command.ts';
import type { Ffmpeg } from './find.ts';
import type { Modes } from './modes.ts';
import { parseVersion } from './version.ts';

const NEW: Ffmpeg = {
  version: '5.1.9',
  timeoutOption: 'timeout',
  readsScripts: true,
  path: 'ffmpeg',
  setpriv: undefined,
  font: undefined,
};
const COPY = { video: 'copy', audio: 'copy' } as const;

test('the URL of a camera stands in the script on standard input, never among the arguments', () => {
  const { args, input } = streamCommand("rtsp://u:it's@10.0.0.5/x", COPY, NEW);
  expect(args.join(' ')).not.toContain('10.0.0.5');
  expect(input).toContain("file 'rtsp://u:it'\\''s@10.0.0.5/x'");
});

test('no source leads ffmpeg to a file of ours', () => {
  for (const url of ['rtsp://h/x', 'rtsps://h/x', 'rtmp://h/x', 'http://h/x.m3u8', 'https://h/x']) {
    const { args } = streamCommand(url, COPY, NEW);
    const allowed = args[args.indexOf('-protocol_whitelist') + 1]?.split(',') ?? [];
    expect(allowed).not.toContain('file');
    expect(allowed).not.toContain('concat');
  }
  for (const url of ['file:///etc/passwd', '/etc/passwd', 'concat:a|b', 'pipe:0', 'fake://x', '']) {
    expect(() => streamCommand(url, COPY, NEW)).toThrow();
  }
  expect(() => streamCommand("rtsp://h/x\nfile '/etc/passwd'", COPY, NEW)).toThrow(/line break/);
});

test('RTSP goes over TCP, bounded by the option that this ffmpeg knows', () => {
  expect(streamCommand('rtsp://h/x', COPY, NEW).input).toContain('option rtsp_transport tcp\noption timeout 10000000');
  expect(streamCommand('rtsp://h/x', { ...COPY, transport: 'udp' }, NEW).input).toContain('rtsp_transport udp');
  const old: Ffmpeg = { ...NEW, timeoutOption: 'stimeout', readsScripts: false };
  expect(streamCommand('rtsp://h/x', COPY, old).args.join(' ')).toContain('-stimeout 10000000');
});

test('of chosen tracks the sounds that are not among them are dropped, and the picture stays', () => {
  const mapsOf = (modes: Modes) =>
    streamCommand('rtsp://h/x', modes, NEW).args.flatMap((arg, i, all) => (all[i - 1] === '-map' ? [arg] : []));
  expect(mapsOf(COPY)).toEqual(['0:v:0', '0:a:0?']);
  expect(mapsOf({ ...COPY, audio: 'none', tracks: [1] })).toEqual(['0:v:0']);
  const maps = mapsOf({ ...COPY, tracks: [1, 3] });
  expect(maps.slice(0, 3)).toEqual(['0:a?', '-0:1', '-0:3']);
  expect(maps.at(-1)).toBe('0:v:0');
});

test('a source that needs longer, or less long, is given its own time', () => {
  const patient = { ...COPY, timeoutSeconds: 30 };
  expect(streamCommand('rtsp://h/x', patient, NEW).input).toContain('option timeout 30000000');
  expect(streamCommand('http://h/x', patient, NEW).input).toContain('option rw_timeout 30000000');
});

test('versions: Debian’s, and an old one built from git', () => {
  const debian = 'ffmpeg version 5.1.9-0+deb12u1 Copyright\nlibavformat    59. 27.100 / 59. 27.100';
  expect(parseVersion(debian)).toMatchObject({ version: '5.1.9-0+deb12u1', timeoutOption: 'timeout' });
  const git = 'ffmpeg version N-92683-gb0bfc73dbb-static\nlibavformat    58. 23.102 / 58. 23.102';
  expect(parseVersion(git)).toMatchObject({ timeoutOption: 'stimeout', readsScripts: false });
  expect(parseVersion('bash: ffmpeg: command not found')).toBeUndefined();
});
