import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { boxes } from '../mp4/boxes.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import { TsWriter } from './writer.ts';

const run = promisify(execFile);

/** Two seconds of a made-up picture with sound, as a camera's stream comes: a head, and fragments. */
async function recorded(folder: string, ...codec: string[]): Promise<{ init: Init; fragments: Buffer[] }> {
  const file = join(folder, `${codec[1]}.mp4`);
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25', '-f', 'lavfi', '-i', 'sine=frequency=500'];
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-frag_duration', '200000'];
  const sound = ['-c:a', 'aac', '-ar', '44100'];
  await run('ffmpeg', ['-v', 'error', ...source, '-t', '2', ...codec, '-g', '25', ...sound, ...fragments, file]);
  const data = await readFile(file);
  let start = 0;
  let init: Init | undefined;
  const pieces: Buffer[] = [];
  for (const { type, end } of boxes(data)) {
    if (type === 'moov') {
      init = parseInit(data.subarray(0, end));
      start = end;
    }
    if (type !== 'mdat') continue;
    pieces.push(data.subarray(start, end));
    start = end;
  }
  if (init === undefined) throw new Error('no head');
  return { init, fragments: pieces };
}

async function decoded(folder: string, data: Buffer) {
  const file = join(folder, 'written.ts');
  await writeFile(file, data);
  const { stderr } = await run('ffmpeg', ['-v', 'warning', '-i', file, '-f', 'null', '-']);
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-show_entries', 'stream=codec_name:packet=stream_index,pts_time', '-of', 'json', file],
  ]);
  const { streams, packets } = JSON.parse(stdout) as {
    streams: { codec_name: string }[];
    packets: { stream_index: number; pts_time: string }[];
  };
  const times = packets.filter(({ stream_index }) => stream_index === 0).map(({ pts_time }) => Number(pts_time));
  return { warnings: stderr, codecs: streams.map(({ codec_name }) => codec_name), times: times.sort((a, b) => a - b) };
}

test.each([
  ['h264', ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-pix_fmt', 'yuv420p']],
  ['hevc', ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p']],
])(
  '%s and AAC are decoded by ffmpeg without a word, picture by picture, over a restart of the camera',
  async (codec, how) => {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-ts-'));
    try {
      const { init, fragments } = await recorded(folder, ...how);
      const writer = new TsWriter();
      const whole = [1, 2].flatMap((epoch) => fragments.map((data) => writer.write({ data, init, epoch })));
      const { warnings, codecs, times } = await decoded(folder, Buffer.concat(whole));
      expect(warnings).toBe('');
      expect(codecs).toEqual([codec, 'aac']);
      expect(times).toHaveLength(100);
      const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(Math.min(...steps)).toBeGreaterThan(0.03);
      // With B-pictures the first one of the second run is shown later than the last one of the first ended.
      expect(Math.max(...steps)).toBeLessThan(0.16);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
