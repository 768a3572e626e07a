import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One access unit (a picture or a block of sound) as RTP payloads, and when it is due within the loop (ms). */
export interface Unit {
  readonly track: 'video' | 'audio';
  readonly dueMs: number;
  readonly key: boolean;
  readonly payloads: readonly Buffer[];
}

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
  readonly size?: string;
  readonly fps?: number;
  readonly gop?: number;
  readonly seconds?: number;
  readonly bitrate?: string;
  readonly ffmpeg?: string;
}

const MTU = 1400;

/** Has ffmpeg make a real H.264 film (and sound) and cuts it into RTP payloads. */
export async function makeFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const { audio = 'none', size = '320x180', fps = 15, gop = 15, seconds = 6, ffmpeg = 'ffmpeg' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'vedette-rtsp-'));
  await mkdir(folder, { recursive: true });
  try {
    const video = join(folder, 'v.h264');
    const source = `testsrc2=size=${size}:rate=${fps}`;
    const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '0', '-sc_threshold', '0'];
    const rate = ['-b:v', options.bitrate ?? '300k', '-g', String(gop), '-t', String(seconds)];
    await run(ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...coding, ...rate, '-f', 'h264', video]);
    const pictures = accessUnits(await readFile(video), fps);
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
    const sdp = describe(pictures.sps, pictures.pps, audio);
    return { sdp, lengthMs: seconds * 1000, units, audioClock: audio === 'aac' ? 16000 : 8000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describe(sps: Buffer, pps: Buffer, audio: FixtureOptions['audio']): string {
  const lines = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=camera', 'c=IN IP4 0.0.0.0', 't=0 0', 'a=control:*'];
  const sets = `${sps.toString('base64')},${pps.toString('base64')}`;
  lines.push('m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000');
  lines.push(`a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${sets}`, 'a=control:track0');
  if (audio === 'aac') {
    lines.push('m=audio 0 RTP/AVP 97', 'a=rtpmap:97 MPEG4-GENERIC/16000/1');
    lines.push('a=fmtp:97 mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1408', 'a=control:track1');
  } else if (audio === 'alaw' || audio === 'mute') {
    lines.push('m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000/1', 'a=control:track1');
  }
  return `${lines.join('\r\n')}\r\n`;
}

function accessUnits(stream: Buffer, fps: number): { units: Unit[]; sps: Buffer; pps: Buffer } {
  const units: Unit[] = [];
  let sps: Buffer = Buffer.alloc(0);
  let pps: Buffer = Buffer.alloc(0);
  let waiting: Buffer[] = [];
  for (const nal of nals(stream)) {
    const type = (nal[0] ?? 0) & 31;
    if (type === 7) sps = nal;
    if (type === 8) pps = nal;
    waiting.push(nal);
    // A slice whose first_mb_in_slice is 0 opens a picture; libx264 without slices writes exactly one.
    if (type !== 1 && type !== 5) continue;
    const dueMs = (units.length * 1000) / fps;
    units.push({ track: 'video', dueMs, key: type === 5, payloads: waiting.flatMap(packets) });
    waiting = [];
  }
  return { units, sps, pps };
}

function* nals(stream: Buffer): Generator<Buffer> {
  const mark = Buffer.from([0, 0, 1]);
  let start = stream.indexOf(mark);
  while (start >= 0) {
    const next = stream.indexOf(mark, start + 3);
    let end = next < 0 ? stream.length : next;
    while (next >= 0 && stream[end - 1] === 0) end -= 1;
    yield stream.subarray(start + 3, end);
    start = next;
  }
}

/** Single NAL unit packets, or FU-A for those over the MTU (RFC 6184). */
function packets(nal: Buffer): Buffer[] {
  if (nal.length <= MTU) return [nal];
  const head = nal[0] ?? 0;
  const out: Buffer[] = [];
  for (let at = 1; at < nal.length; at += MTU) {
    const part = nal.subarray(at, at + MTU);
    const first = at === 1 ? 0x80 : 0;
    const last = at + MTU >= nal.length ? 0x40 : 0;
    out.push(Buffer.concat([Buffer.from([(head & 0xe0) | 28, first | last | (head & 31)]), part]));
  }
  return out;
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
