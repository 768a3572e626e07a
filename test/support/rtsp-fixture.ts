import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accessUnits, type Unit } from './rtp-pictures.ts';

const run = promisify(execFile);

/** One access unit (a picture or a block of sound) as RTP payloads, and when it is due within the loop (ms). */
/** A film that loops: what a camera would send, and the SDP that announces it. */
export interface Fixture {
  readonly sdp: string;
  readonly lengthMs: number;
  readonly units: readonly Unit[];
  /** Hz of the RTP clock of the sound. */
  readonly audioClock: number;
}

export interface FixtureOptions {
  /** `mute`: announced in the SDP, never sent, as many cameras do. */
  readonly audio?: 'aac' | 'alaw' | 'mute' | 'none';
  readonly codec?: 'h264' | 'h265';
  /** False: parameter sets come in the stream alone, and the SDP has none. */
  readonly announced?: boolean;
  readonly size?: string;
  readonly fps?: number;
  readonly gop?: number;
  readonly seconds?: number;
  readonly bitrate?: string;
  readonly ffmpeg?: string;
}

/** Has ffmpeg make a real film (and sound) and cuts it into RTP payloads. */
export async function makeFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const { audio = 'none', size = '320x180', fps = 15, gop = 15, seconds = 6, ffmpeg = 'ffmpeg' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'vedette-rtsp-'));
  await mkdir(folder, { recursive: true });
  try {
    const { codec = 'h264', announced = true } = options;
    const video = join(folder, 'v.film');
    const source = `testsrc2=size=${size}:rate=${fps}`;
    const rate = ['-b:v', options.bitrate ?? '300k', '-g', String(gop), '-t', String(seconds)];
    const output = ['-pix_fmt', 'yuv420p', '-f', codec === 'h265' ? 'hevc' : 'h264', video];
    await run(ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...CODING[codec], ...rate, ...output]);
    const pictures = accessUnits(await readFile(video), codec, fps);
    const tone = ['-v', 'error', '-y', '-f', 'lavfi', '-i'];
    let sound: Unit[] = [];
    if (audio === 'aac') {
      const file = join(folder, 'a.aac');
      const encode = ['-t', String(seconds), '-ac', '1', '-c:a', 'aac', '-b:a', '32k', '-f', 'adts', file];
      await run(ffmpeg, [...tone, 'sine=frequency=440:sample_rate=16000', ...encode]);
      sound = aacUnits(await readFile(file));
    } else if (audio === 'alaw') {
      const file = join(folder, 'a.al');
      const encode = ['-t', String(seconds), '-ac', '1', '-c:a', 'pcm_alaw', '-f', 'alaw', file];
      await run(ffmpeg, [...tone, 'sine=frequency=440:sample_rate=8000', ...encode]);
      sound = alawUnits(await readFile(file));
    }
    const units = [...pictures.units, ...sound].sort((a, b) => a.dueMs - b.dueMs);
    const sdp = describe(codec, announced ? pictures.sets : [], audio);
    return { sdp, lengthMs: seconds * 1000, units, audioClock: audio === 'aac' ? 16000 : 8000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const CODING = {
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '0', '-sc_threshold', '0'],
  h265: [
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-x265-params',
    'log-level=error:bframes=0:scenecut=0:repeat-headers=1',
  ],
};

function describe(codec: 'h264' | 'h265', sets: readonly Buffer[], audio: FixtureOptions['audio']): string {
  const lines = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=camera', 'c=IN IP4 0.0.0.0', 't=0 0', 'a=control:*'];
  const [first, second, third] = sets.map((set) => set.toString('base64'));
  const named =
    codec === 'h264'
      ? `sprop-parameter-sets=${first},${second}`
      : `sprop-vps=${first};sprop-sps=${second};sprop-pps=${third}`;
  const format = [codec === 'h264' ? 'packetization-mode=1' : 'profile-id=1', ...(sets.length === 0 ? [] : [named])];
  lines.push('m=video 0 RTP/AVP 96', `a=rtpmap:96 ${codec.toUpperCase()}/90000`);
  lines.push(`a=fmtp:96 ${format.join(';')}`, 'a=control:track0');
  if (audio === 'aac') {
    lines.push('m=audio 0 RTP/AVP 97', 'a=rtpmap:97 MPEG4-GENERIC/16000/1');
    lines.push('a=fmtp:97 mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1408', 'a=control:track1');
  } else if (audio === 'alaw' || audio === 'mute') {
    lines.push('m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000/1', 'a=control:track1');
  }
  return `${lines.join('\r\n')}\r\n`;
}

function aacUnits(adts: Buffer): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at + 7 < adts.length; ) {
    const size = (((adts[at + 3] ?? 0) & 3) << 11) | ((adts[at + 4] ?? 0) << 3) | ((adts[at + 5] ?? 0) >> 5);
    const frame = adts.subarray(at + 7, at + size);
    const head = Buffer.from([0, 16, frame.length >> 5, (frame.length & 31) << 3]);
    const dueMs = (units.length * 1024 * 1000) / 16000;
    units.push({ track: 'audio', dueMs, key: false, payloads: [Buffer.concat([head, frame])] });
    at += size;
  }
  return units;
}

function alawUnits(samples: Buffer): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < samples.length; at += 320) {
    units.push({ track: 'audio', dueMs: at / 8, key: false, payloads: [samples.subarray(at, at + 320)] });
  }
  return units;
}
