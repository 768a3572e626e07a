import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing, unlessNoRoom, unlessUnreadable } from './faults.ts';
import { type ArchiveFile, fromLine, goneIn, rangeOf, toLine } from './file.ts';
import { withoutJumps } from './jumps.ts';
import { fileName, parseName } from './layout.ts';
import { mergeRanges, type Range } from './ranges.ts';
import { scanFile } from './scan.ts';

/** What is kept in memory of an hour; its files are read when somebody asks for them. */
export interface Hour {
  readonly hour: number;
  bytes: number;
  ranges: Range[];
}

export const INDEX = 'index.ndjson';

export function summarize(hour: number, files: readonly ArchiveFile[]): Hour {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return { hour, bytes, ranges: mergeRanges(files.map(rangeOf)) };
}

/** The files of an hour by their beginning, as the index has them. */
export async function readHour(folder: string): Promise<ArchiveFile[]> {
  return withoutJumps((await readIndex(folder)).files);
}

async function readIndex(folder: string): Promise<{ files: ArchiveFile[]; gone: ReadonlySet<number> }> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(unlessMissing(''));
  const files: ArchiveFile[] = [];
  const gone = new Set<number>();
  for (const line of text.split('\n')) {
    const removed = goneIn(line);
    if (removed !== undefined) gone.add(removed);
    const file = line === '' ? undefined : fromLine(line, (start, dur) => join(folder, fileName(start, dur)));
    if (file !== undefined) files.push(file);
  }
  return { files: files.filter(({ start }) => !gone.has(start)).sort((a, b) => a.start - b.start), gone };
}

/** The same after a crash: what the index names and is gone goes, what it missed is read and added to it. */
export async function repairHour(folder: string): Promise<ArchiveFile[]> {
  const present = new Set(await readdir(folder).catch(unlessMissing<string[]>([])));
  const index = await readIndex(folder);
  const files = index.files.filter((file) => present.delete(fileName(file.start, file.dur)));
  for (const name of present) {
    const parsed = parseName(name);
    const path = join(folder, name);
    if (parsed !== undefined && index.gone.has(parsed.startMs)) {
      await rm(path, { force: true });
      continue;
    }
    const scan = parsed === undefined ? undefined : await scanFile(path).catch(unlessUnreadable);
    if (parsed === undefined || scan === undefined) continue;
    // The epoch is lost with the line: the file stands alone, at a border that players are told of.
    const file = { path, start: parsed.startMs, ...scan, dur: parsed.other, epoch: parsed.startMs, done: true };
    // Without room for the line it is read again at the next start, and until then as if it were not there.
    const added = await appendFile(join(folder, INDEX), `\n${toLine(file)}`).then(() => true, unlessNoRoom(false));
    if (added) files.push(file);
  }
  return withoutJumps(files.sort((a, b) => a.start - b.start));
}
