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
