import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './process.ts';

/** One Vedette process among those that use one server: the last one to leave stops it. */
export interface Membership {
  othersAlive(): Promise<boolean>;
  leave(): Promise<void>;
}

export async function joinUsers(folder: string): Promise<Membership> {
  const name = `${process.pid}-${randomUUID().slice(0, 8)}`;
  await writeFile(join(folder, name), (await identityOf(process.pid)) ?? '');
  return {
    othersAlive: () => othersAlive(folder, name),
    leave: () => rm(join(folder, name), { force: true }),
  };
}

async function othersAlive(folder: string, own: string): Promise<boolean> {
  let alive = false;
  for (const name of await readdir(folder)) {
    if (name === own) continue;
    const written = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (written === undefined) continue;
    if ((await identityOf(Number.parseInt(name, 10))) === written) alive = true;
    else await rm(join(folder, name), { force: true });
  }
  return alive;
}
