import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the database of a server started with its own is reached: its postmaster.pid says so in line 5. */
export async function databaseUrlOf(dataDir: string): Promise<string> {
  for (const name of await readdir(dataDir, { recursive: true })) {
    if (!name.endsWith('postmaster.pid')) continue;
    const folder = (await readFile(join(dataDir, name), 'utf8')).split('\n')[4]?.trim();
    if (folder) return `postgres://vedette@/vedette?host=${folder}`;
  }
  throw new Error(`No running PostgreSQL under ${dataDir}`);
}
