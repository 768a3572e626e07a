import { setTimeout as sleep } from 'node:timers/promises';
import type { Piece } from '../live/ld-writer.ts';
import { boxes } from '../mp4/boxes.ts';
import { parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import type { CameraArchive } from './camera-archive.ts';
import { type ArchiveFile, gopDuration } from './file.ts';
import { HOLE_MS } from './playlist.ts';
import { readGops, readHead } from './read.ts';

/** The index is read so far ahead. */
const AHEAD_MS = 120_000;
/** What is being recorded is looked for so often. */
const AGAIN_MS = 300;

export interface RecordedPiece extends Piece {
  /** It does not continue the one before. */
  readonly jump: boolean;
  /** When its group of pictures began, Unix ms. */
  readonly groupMs: number;
}

/**
 * What was recorded from a moment on (Unix ms; the group of pictures that holds it comes first), fragment by fragment,
 * over holes, and on as it is being recorded. Ends when nothing has come for `settledMs`; rejects when `signal` aborts.
 */
export async function* recordedPieces(
  archive: CameraArchive,
  from: number,
  settledMs: number,
  signal: AbortSignal,
): AsyncGenerator<RecordedPiece> {
  const reading: Reading = { at: Math.min(from, Date.now()) };
  for (;;) {
    signal.throwIfAborted();
    const [start] = archive.ranges(reading.at)[0] ?? [];
    if (start === undefined) {
      if (Date.now() - Math.max(archive.to ?? 0, reading.at) > settledMs) return;
      await sleep(AGAIN_MS, undefined, { signal });
      continue;
    }
    reading.at = Math.max(reading.at, start);
    const before = reading.at;
    for (const file of await archive.files(before, before + AHEAD_MS)) yield* nextPieces(reading, file, signal);
    // Retention was faster, or the index lags behind.
    if (reading.at === before) await sleep(AGAIN_MS, undefined, { signal });
  }
}

/** How far the recordings of a camera have been read. */
interface Reading {
  /** Unix ms: what ends before it has been read. */
  at: number;
  /** The group of pictures before. */
  last?: { readonly epoch: number; readonly endMs: number };
  head?: { readonly epoch: number; readonly init: Init };
}

async function* nextPieces(reading: Reading, file: ArchiveFile, signal: AbortSignal): AsyncGenerator<RecordedPiece> {
  const { epoch } = file;
  const init = await initOf(reading, file);
  if (init === undefined) return;
  for (const [index, gop] of file.gops.entries()) {
    const startMs = file.start + gop[0];
    const endMs = startMs + gopDuration(file, index);
    if (endMs <= reading.at) continue;
    signal.throwIfAborted();
    const { last } = reading;
    const jump = last?.epoch !== epoch || Math.abs(startMs - last.endMs) > HOLE_MS;
    yield* piecesOf(file, index, startMs, init, jump);
    reading.last = { epoch, endMs };
    reading.at = endMs;
  }
}

/** Read once for all files of an epoch; undefined: the file is gone. */
async function initOf(reading: Reading, file: ArchiveFile): Promise<Init | undefined> {
  if (reading.head?.epoch === file.epoch) return reading.head.init;
  const data = await readHead(file);
  if (data === undefined) return undefined;
  const init = parseInit(data);
  reading.head = { epoch: file.epoch, init };
  return init;
}

async function* piecesOf(
  file: ArchiveFile,
  gop: number,
  startMs: number,
  init: Init,
  jump: boolean,
): AsyncGenerator<RecordedPiece> {
  const data = await readGops(file, gop, 1);
  if (data === undefined) return;
  let wallShiftMs: number | undefined;
  let start = 0;
  for (const { type, end } of boxes(data)) {
    if (type !== 'mdat') continue;
    const piece = data.subarray(start, end);
    start = end;
    const times = parseFragment(piece, init);
    const first = wallShiftMs === undefined;
    if (first && times === undefined) continue;
    wallShiftMs ??= startMs - (times?.startMs ?? 0);
    yield { data: piece, init, key: times?.key === true, wallShiftMs, jump: jump && first, groupMs: startMs };
  }
}
