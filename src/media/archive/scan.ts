import { type FileHandle, open } from 'node:fs/promises';
import { parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import type { Gop } from './file.ts';

/** What can be read of a file that nobody finished. */
export interface Scan {
  readonly initLen: number;
  readonly dur: number;
  /** Bytes up to the end of the last whole fragment. */
  readonly size: number;
  readonly gops: Gop[];
}

/** Walks the fragments by their headers; undefined when not one picture can be saved. */
export async function scanFile(path: string): Promise<Scan | undefined> {
  const handle = await open(path, 'r');
  try {
    return await scan(handle, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

async function scan(handle: FileHandle, length: number): Promise<Scan | undefined> {
  let init: Init | undefined;
  let at = 0;
  let size = 0;
  let first: number | undefined;
  let dur = 0;
  const gops: Gop[] = [];
  while (at + 8 <= length) {
    const header = await read(handle, at, 8);
    const boxSize = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    if (boxSize < 8 || at + boxSize > length) break;
    if (type === 'moov') {
      init = parseInit(await read(handle, 0, at + boxSize));
      size = at + boxSize;
    } else if (type === 'moof' && init !== undefined) {
      const moof = await read(handle, at, boxSize + 8 <= length - at ? boxSize + 8 : boxSize);
      const end = moof.length > boxSize ? at + boxSize + moof.readUInt32BE(boxSize) : length + 1;
      if (end > length) break;
      const times = parseFragment(moof, init);
      if (times !== undefined) {
        first ??= times.startMs;
        const t = Math.round(times.startMs - first);
        if (times.key || gops.length === 0) gops.push([t, at, 0]);
        dur = Math.round(times.startMs - first + times.durationMs);
      }
      size = end;
      lengthen(gops, end);
      at = end;
      continue;
    }
    at += boxSize;
  }
  if (init === undefined || gops.length === 0 || dur <= 0) return undefined;
  return { initLen: init.data.length, dur, size, gops };
}

function lengthen(gops: Gop[], end: number): void {
  const last = gops.at(-1);
  if (last !== undefined) gops[gops.length - 1] = [last[0], last[1], end - last[1]];
}

async function read(handle: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await handle.read(buffer, 0, size, at);
  return buffer.subarray(0, bytesRead);
}
