import type { Range } from './ranges.ts';

/** A group of pictures: ms since the file's beginning, and where its bytes lie. */
export type Gop = readonly [t: number, offset: number, length: number];

/** One file of the archive: `ftyp moov (moof mdat)*`, a minute long. */
export interface ArchiveFile {
  /** Changes when the file moves from the spool to its hour. */
  path: string;
  /** Unix ms; with it the file is known to playlists. */
  readonly start: number;
  dur: number;
  size: number;
  readonly initLen: number;
  /** Files of one epoch continue each other's time, and share the head. */
  readonly epoch: number;
  readonly gops: Gop[];
  /** False while more groups come. */
  done: boolean;
  /** Recorded by motion: goes when none was near. */
  readonly motion?: boolean | undefined;
}

export function rangeOf(file: ArchiveFile): Range {
  return [file.start, file.start + file.dur];
}

/** How long the group lasts: to the next one, or to the end of the file. */
export function gopDuration(file: ArchiveFile, index: number): number {
  return (file.gops[index + 1]?.[0] ?? file.dur) - (file.gops[index]?.[0] ?? 0);
}

export function toLine(file: ArchiveFile): string {
  const { start, dur, size, initLen, epoch, gops } = file;
  return `${JSON.stringify({ start, dur, size, initLen, epoch, frags: gops, ...(file.motion ? { motion: true } : {}) })}\n`;
}

/** Takes a file out of the index, by its beginning; it goes from the disk after that. */
export function toGoneLine(start: number): string {
  return `${JSON.stringify({ gone: start })}\n`;
}

export function goneIn(line: string): number | undefined {
  const found = /^\{"gone":(\d+)\}$/.exec(line);
  return found === null ? undefined : Number(found[1]);
}

/** A line of `index.ndjson`, or undefined when it was cut off by a crash. */
export function fromLine(line: string, pathOf: (start: number, dur: number) => string): ArchiveFile | undefined {
  try {
    const { start, dur, size, initLen, epoch, frags, motion } = JSON.parse(line) as Record<string, unknown>;
    const numbers = [start, dur, size, initLen, epoch];
    if (!numbers.every(Number.isFinite) || !Array.isArray(frags)) return undefined;
    return {
      path: pathOf(start as number, dur as number),
      start: start as number,
      dur: dur as number,
      size: size as number,
      initLen: initLen as number,
      epoch: epoch as number,
      gops: frags as Gop[],
      done: true,
      motion: motion === true,
    };
  } catch {
    return undefined;
  }
}
