import { expect, test } from 'vitest';
import type { Init, Track } from '../mp4/init.ts';
import { type Modes, nextModes } from './modes.ts';

const COPY: Modes = { video: 'copy', audio: 'copy' };

function init(video: string, audio?: string): Init {
  const track = { id: 1, timescale: 1, width: 0, height: 0, sampleRate: 0, channels: 0, defaultFlags: 0 };
  const make = (kind: 'video' | 'audio', codec: string): Track => ({ ...track, kind, codec, setup: Buffer.alloc(0) });
  return {
    data: Buffer.alloc(0),
    video: make('video', video),
    audio: audio === undefined ? undefined : make('audio', audio),
  };
}

const NOW = 1_800_000_000_000;
const after = (modes: Modes, head: Init | undefined, messages = '', { silent = false, sounding = true } = {}) =>
  nextModes(modes, { init: head, messages, silent, sounding }, NOW);
const certain = (modes: Modes) => ({ modes, certain: true });
const perhaps = (modes: Modes) => ({ modes, certain: false });

test('what browsers play is copied', () => {
  expect(after(COPY, init('avc1.64001f', 'mp4a.40.2'))).toBeUndefined();
  expect(after(COPY, init('hvc1.1.6.L93.B0'))).toBeUndefined();
});

test('what they do not play is encoded, the picture of an MJPEG camera by the time of arrival', () => {
  expect(after(COPY, init('avc1.64001f', 'mp4a.6b'))).toEqual(certain({ video: 'copy', audio: 'encode' }));
  expect(after(COPY, init('mp4v.20'))).toEqual(certain({ video: 'encode', audio: 'copy' }));
  expect(after(COPY, init('mp4v.6c'))).toEqual(certain({ video: 'mjpeg', audio: 'copy' }));
});

test('G.711 shows in the words of the filter for AAC', () => {
  const words = "Codec 'pcm_alaw' (65543) is not supported by the bitstream filter 'aac_adtstoasc'.";
  expect(after(COPY, undefined, words)).toEqual(certain({ video: 'copy', audio: 'encode' }));
});

const SILENT = { silent: true, sounding: false };

test('a sound that is not there is waited for beside the picture, and asked for again when that did not help', () => {
  expect(after(COPY, undefined, '', SILENT)).toEqual(perhaps({ video: 'copy', audio: 'none', late: 'copy' }));
  const alaw: Modes = { video: 'copy', audio: 'encode' };
  const without: Modes = { video: 'copy', audio: 'none', late: 'encode' };
  expect(after(alaw, undefined, '', SILENT)).toEqual(perhaps(without));
  expect(after(without, init('avc1.64001f'), '', SILENT)).toBeUndefined();
  expect(after(without, undefined, '', SILENT)).toEqual(perhaps({ ...alaw, late: undefined }));
  const nothing = 'Output file #1 does not contain any stream';
  expect(after(without, undefined, nothing)).toEqual(certain({ ...COPY, late: undefined }));
});

test('a sound that came and went is not waited for at the next connection, and not gone after at once', () => {
  const called: Modes = { video: 'copy', audio: 'encode', late: 'encode' };
  expect(after(called, init('avc1.64001f', 'mp4a.40.2'), '', { sounding: false })).toEqual(
    perhaps({ ...called, audio: 'none' }),
  );
  expect(after(called, init('avc1.64001f', 'mp4a.40.2'))).toBeUndefined();
  expect(after(called, undefined, '', SILENT)).toEqual(perhaps({ ...called, audio: 'none', lateFrom: NOW + 60_000 }));
});

test('parameter sets that are not in the SDP are looked for longer, once', () => {
  const long: Modes = { ...COPY, look: 'long' };
  expect(after(COPY, undefined, '[mp4 @ 0x5] dimensions not set\nError initializing')).toEqual(certain(long));
  expect(after(long, undefined, '[mp4 @ 0x5] dimensions not set')).toBeUndefined();
});

test('461 over TCP: UDP is tried once, and kept where it has worked; a transport that was chosen stays', () => {
  const refused = '[rtsp @ 0x5] method SETUP failed: 461 Unsupported transport';
  const udp: Modes = { ...COPY, transport: 'udp', triedUdp: true };
  expect(after(COPY, undefined, refused)).toEqual(certain(udp));
  expect(after(udp, undefined, refused)).toEqual(perhaps({ ...udp, transport: undefined }));
  expect(after({ ...udp, transport: undefined }, undefined, refused)).toBeUndefined();
  expect(after(udp, init('avc1.64001f'))).toEqual(perhaps({ ...udp, triedUdp: undefined }));
  expect(after({ ...udp, triedUdp: undefined }, undefined, refused)).toBeUndefined();
  expect(after({ ...COPY, transport: 'tcp' }, undefined, refused)).toBeUndefined();
});

test('a camera that cannot be reached says nothing about its codecs', () => {
  expect(after(COPY, undefined, 'Connection refused')).toBeUndefined();
});
