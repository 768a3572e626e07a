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
  const found: Found = { init: undefined, size: 0, firstMs: undefined, dur: 0, gops: [] };
  for (let at: number | undefined = 0; at !== undefined && at + 8 <= length; ) {
    const header = await read(handle, at, 8);
    const box = { at, size: header.readUInt32BE(0), type: header.toString('latin1', 4, 8) };
    if (box.size < 8 || at + box.size > length) break;
    at = await take(handle, length, box, found);
  }
  const { init, dur, size, gops } = found;
  if (init === undefined || gops.length === 0 || dur <= 0) return undefined;
  return { initLen: init.data.length, dur, size, gops };
}

/** What has been read so far. */
interface Found {
  init: Init | undefined;
  size: number;
  firstMs: number | undefined;
  dur: number;
  readonly gops: Gop[];
}

interface Box {
  readonly at: number;
  readonly size: number;
  readonly type: string;
}

/** Gives back where the next box begins; undefined: this fragment is cut off. */
async function take(handle: FileHandle, length: number, box: Box, found: Found): Promise<number | undefined> {
  const next = box.at + box.size;
  if (box.type === 'moov') {
    found.init = parseInit(await read(handle, 0, next));
    found.size = next;
  }
  if (box.type !== 'moof' || found.init === undefined) return next;
  const moof = await read(handle, box.at, box.size + 8 <= length - box.at ? box.size + 8 : box.size);
  const end = moof.length > box.size ? next + moof.readUInt32BE(box.size) : length + 1;
  if (end > length) return undefined;
  addFragment(found, moof, found.init, box.at);
  found.size = end;
  lengthen(found.gops, end);
  return end;
}

function addFragment(found: Found, moof: Buffer, init: Init, at: number): void {
  const times = parseFragment(moof, init);
  if (times === undefined) return;
  found.firstMs ??= times.startMs;
  const startMs = times.startMs - found.firstMs;
  if (times.key || found.gops.length === 0) found.gops.push([Math.round(startMs), at, 0]);
  found.dur = Math.round(startMs + times.durationMs);
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
