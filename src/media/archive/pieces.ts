import { setTimeout as sleep } from 'node:timers/promises';
import type { Piece } from '../live/ld-writer.ts';
import { boxes } from '../mp4/boxes.ts';
import { parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import type { CameraArchive } from './camera-archive.ts';
import type { ArchiveFile } from './file.ts';
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
  let at = Math.min(from, Date.now());
  let last: { epoch: number; endMs: number } | undefined;
  let head: { epoch: number; init: Init } | undefined;
  for (;;) {
    signal.throwIfAborted();
    const [start] = archive.ranges(at)[0] ?? [];
    if (start === undefined) {
      if (Date.now() - Math.max(archive.to ?? 0, at) > settledMs) return;
      await sleep(AGAIN_MS, undefined, { signal });
      continue;
    }
    at = Math.max(at, start);
    const before = at;
    for (const file of await archive.files(at, at + AHEAD_MS)) {
      if (head?.epoch !== file.epoch) {
        const data = await readHead(file);
        if (data === undefined) continue;
        head = { epoch: file.epoch, init: parseInit(data) };
      }
      for (const [index, gop] of file.gops.entries()) {
        const startMs = file.start + gop[0];
        const endMs = file.start + (file.gops[index + 1]?.[0] ?? file.dur);
        if (endMs <= at) continue;
        signal.throwIfAborted();
        const jump = last?.epoch !== file.epoch || Math.abs(startMs - last.endMs) > HOLE_MS;
        yield* piecesOf(file, index, startMs, head.init, jump);
        last = { epoch: file.epoch, endMs };
        at = endMs;
      }
    }
    // Retention was faster, or the index lags behind.
    if (at === before) await sleep(AGAIN_MS, undefined, { signal });
  }
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
