import { type FileHandle, open } from 'node:fs/promises';
import type { ArchiveFile } from './file.ts';

/** The head of a file, or a row of its groups. Undefined when retention was faster. */
export async function readHead(file: ArchiveFile): Promise<Buffer | undefined> {
  return await readBytes(file, 0, file.initLen);
}

export async function readGops(file: ArchiveFile, gop: number, count: number): Promise<Buffer | undefined> {
  const first = file.gops[gop];
  const last = file.gops[gop + count - 1];
  if (first === undefined || last === undefined) return undefined;
  return await readBytes(file, first[1], last[1] + last[2] - first[1]);
}

/** The `moof` of a fragment, and how many bytes of samples follow it. */
export interface FragmentHead {
  readonly moof: Buffer;
  readonly payload: number;
}

/** So much is read at a time while looking for heads: several fragments of a small camera, the head of a big one. */
const WINDOW_BYTES = 64 * 1024;

/** The heads of the fragments of a row of groups, without the samples. */
export async function* fragmentHeads(row: {
  readonly file: ArchiveFile;
  readonly gop: number;
  readonly count: number;
}): AsyncGenerator<FragmentHead> {
  const { file, gop, count } = row;
  const first = file.gops[gop];
  const last = file.gops[gop + count - 1];
  const handle = first === undefined || last === undefined ? undefined : await openFile(file);
  if (first === undefined || last === undefined || handle === undefined) throw new Error('the archive was removed');
  try {
    const end = last[1] + last[2];
    let window = Buffer.alloc(0);
    let windowAt = 0;
    for (let at = first[1]; at < end; ) {
      let head = headIn(window, at - windowAt);
      if (head === undefined) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(WINDOW_BYTES), 0, WINDOW_BYTES, at);
        window = buffer.subarray(0, bytesRead);
        windowAt = at;
        head = headIn(window, 0);
      }
      if (head === undefined) throw new Error('a fragment of the archive cannot be read');
      yield head;
      at += head.moof.length + 8 + head.payload;
    }
  } finally {
    await handle.close();
  }
}

function headIn(window: Buffer, at: number): FragmentHead | undefined {
  if (at < 0 || at + 8 > window.length) return undefined;
  const size = window.readUInt32BE(at);
  if (size < 8 || at + size + 8 > window.length) return undefined;
  return { moof: window.subarray(at, at + size), payload: window.readUInt32BE(at + size) - 8 };
}

async function readBytes(file: ArchiveFile, offset: number, length: number): Promise<Buffer | undefined> {
  const handle = await openFile(file);
  if (handle === undefined) return undefined;
  try {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await handle.read(buffer, 0, length, offset);
    return bytesRead === length ? buffer : undefined;
  } finally {
    await handle.close();
  }
}

/** A file that is being moved out of the spool is looked for twice: its path changes just after the move. */
async function openFile(file: ArchiveFile): Promise<FileHandle | undefined> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await open(file.path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await new Promise(setImmediate);
    }
  }
  return undefined;
}
