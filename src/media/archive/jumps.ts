import { type ArchiveFile, gopDuration } from './file.ts';

/** A last group this long, and this many times as long as any before it, holds a jump of the camera's time. */
const LONG_MS = 20_000;
const TIMES = 4;
/** Files of one camera follow each other; what overlaps by more was never recorded. */
const OVERLAP_MS = 2000;

/**
 * Earlier versions took a jump of a camera's time for something that was recorded: files of a minute that last an hour,
 * and lie over those that follow. Shortens them to what there is; `files` are those of an hour, by their beginning.
 */
export function withoutJumps(files: readonly ArchiveFile[]): ArchiveFile[] {
  files.forEach((file, index) => {
    const last = file.gops.length - 1;
    const usual = Math.max(0, ...file.gops.slice(0, -1).map((_, gop) => gopDuration(file, gop)));
    const length = last < 0 ? 0 : gopDuration(file, last);
    if (usual > 0 && length > LONG_MS && length > usual * TIMES) file.dur -= length - usual;
    const next = files[index + 1];
    const room = next === undefined ? Number.POSITIVE_INFINITY : next.start - file.start;
    if (file.dur > room + OVERLAP_MS && room > (file.gops[last]?.[0] ?? 0)) file.dur = room;
  });
  return [...files];
}
