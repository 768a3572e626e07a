import { type Init, parseInit } from '../mp4/init.ts';
import { readRuns } from '../mp4/samples.ts';
import { frameRate, type Row, rates, type Variant } from '../multivariant.ts';
import type { ArchiveSegment } from './playlist.ts';
import { fragmentHeads, readHead } from './read.ts';

/** So much of the picture tells how many there are in a second. */
const COUNTED_MS = 1000;

/** What recorded segments hold, by the head and the first pictures of the first one; undefined when it is gone. */
export async function variantOf(segments: readonly ArchiveSegment[]): Promise<Variant | undefined> {
  const [first] = segments;
  const head = first === undefined ? undefined : await readHead(first.file);
  if (first === undefined || head === undefined) return undefined;
  const init = parseInit(head);
  return { init, ...rates(segments.map(rowOf)), frameRate: frameRate(await pictureDurations(first, init)) };
}

function rowOf({ file, gop, count, durationMs }: ArchiveSegment): Row {
  const from = file.gops[gop]?.[1] ?? 0;
  const [, last = from, length = 0] = file.gops[gop + count - 1] ?? [];
  return { bytes: last + length - from, durationMs };
}

async function pictureDurations(segment: ArchiveSegment, init: Init): Promise<number[]> {
  const durations: number[] = [];
  let ms = 0;
  for await (const { moof } of fragmentHeads(segment)) {
    const runs = readRuns(moof, init).filter(({ track }) => track === init.video);
    for (const { duration } of runs.flatMap(({ samples }) => samples)) {
      durations.push((duration * 1000) / init.video.timescale);
      ms += durations.at(-1) ?? 0;
    }
    if (ms >= COUNTED_MS) break;
  }
  return durations;
}
