import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The operating system user that PostgreSQL runs as; undefined everywhere: the one that we are. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const ROOT = 0;

export function weAreRoot(): boolean {
  return process.getuid?.() === ROOT;
}

/**
 * PostgreSQL refuses to run as root. Whoever owns an existing data folder goes on with it, because PostgreSQL demands
 * that its user owns it; a new one is for `postgres`, which a Debian may have, or else for `nobody`.
 */
export async function chooseAccount(dataFolder: string | undefined): Promise<Account | undefined> {
  if (!weAreRoot()) return undefined;
  const owner = dataFolder === undefined ? undefined : await stat(dataFolder).catch(() => undefined);
  if (owner && owner.uid !== ROOT) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const account = findUser(passwd, 'postgres') ?? findUser(passwd, 'nobody');
  if (!account) {
    throw new Error(
      'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as: ' +
        'create one, start Vedette as an ordinary user, or set DATABASE_URL',
    );
  }
  return account;
}

export function findUser(passwd: string, name: string): Account | undefined {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([login]) => login === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** Gives a folder and all below it to `account`. */
export async function giveTree(folder: string, account: Account | undefined): Promise<void> {
  if (!account) return;
  await lchown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTree(path, account);
    else await lchown(path, account.uid, account.gid);
  }
}
