import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const WIDTH = 640;
const HEIGHT = 360;
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';
const run = promisify(execFile);

/**
 * The second (Unix) that a picture of `fake://clock` shows: the picture is compared with the same clock drawn for each
 * second near `around`. Undefined when none is like it.
 */
export async function readClock(gray: Buffer, around: number, spread = 30): Promise<number | undefined> {
  if (!existsSync(FONT)) throw new Error(`The clock's font is missing: install fonts-dejavu-core`);
  const from = around - spread;
  const text = `drawtext=fontfile=${FONT}:fontsize=44:fontcolor=white:x=(w-text_w)/2:y=(h-text_h)/2:text='%{pts\\:localtime\\:${from}\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}'`;
  const args = [
    '-nostdin',
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    `color=c=navy:size=${WIDTH}x${HEIGHT}:rate=1`,
    '-vf',
    text,
    '-frames:v',
    String(2 * spread),
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-',
  ];
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 28 });
  let best: { second: number; wrong: number } | undefined;
  for (let i = 0; i < 2 * spread; i++) {
    const drawn = stdout.subarray(i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT);
    let wrong = 0;
    for (let p = 0; p < drawn.length; p++) if ((drawn[p] ?? 0) > 128 !== (gray[p] ?? 0) > 128) wrong++;
    if (!best || wrong < best.wrong) best = { second: from + i, wrong };
  }
  return best && best.wrong < 150 ? best.second : undefined;
}

/** The picture that the page's video shows now, as one byte of brightness a pixel. */
export async function videoPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([width, height]) => {
      const video = document.querySelector('video');
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      if (!video || !context) throw new Error('no video');
      context.drawImage(video, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      let text = '';
      for (let i = 0; i < data.length; i += 4) {
        text += String.fromCharCode(
          Math.round(0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0)),
        );
      }
      return btoa(text);
    },
    [WIDTH, HEIGHT] as const,
  );
  return Buffer.from(base64, 'base64');
}
