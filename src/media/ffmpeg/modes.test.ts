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

const after = (modes: Modes, head: Init | undefined, messages = '', silent = false) =>
  nextModes(modes, { init: head, messages, silent });

test('what browsers play is copied', () => {
  expect(after(COPY, init('avc1.64001f', 'mp4a.40.2'))).toBeUndefined();
  expect(after(COPY, init('hvc1.1.6.L93.B0'))).toBeUndefined();
});

test('what they do not play is encoded, the picture of an MJPEG camera by the time of arrival', () => {
  expect(after(COPY, init('avc1.64001f', 'mp4a.6b'))).toEqual({ video: 'copy', audio: 'encode' });
  expect(after(COPY, init('mp4v.20'))).toEqual({ video: 'encode', audio: 'copy' });
  expect(after(COPY, init('mp4v.6c'))).toEqual({ video: 'mjpeg', audio: 'copy' });
});

test('G.711 shows in the words of the filter for AAC', () => {
  const words = "Codec 'pcm_alaw' (65543) is not supported by the bitstream filter 'aac_adtstoasc'.";
  expect(after(COPY, undefined, words)).toEqual({ video: 'copy', audio: 'encode' });
});

test('a sound that never comes is left out, and asked for again when that did not help', () => {
  expect(after(COPY, undefined, '', true)).toEqual({ video: 'copy', audio: 'none' });
  expect(after({ video: 'copy', audio: 'none' }, undefined, '', true)).toEqual(COPY);
});

test('a camera that cannot be reached says nothing about its codecs', () => {
  expect(after(COPY, undefined, 'Connection refused')).toBeUndefined();
});
